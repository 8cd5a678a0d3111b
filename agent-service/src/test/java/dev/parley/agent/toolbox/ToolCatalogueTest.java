package dev.parley.agent.toolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.agent.model.ToolOffer;
import dev.parley.platform.caller.ActingFor;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which tools a user has. */
class ToolCatalogueTest {

    private final ScriptedTools service = new ScriptedTools();
    private final ToolCatalogue catalogue =
            new ToolCatalogue(service, new GuardedToolService(service));

    @Test
    void asksForTheNamedOnesOnBehalfOfTheUsersRoles() {
        ActingFor ada = new ActingFor("acme", "ada", Set.of("user", "finance"));

        List<ToolOffer> offers = catalogue.offers(ada, List.of("pay", "no-such", "add"));

        assertEquals(List.of("pay", "add"), offers.stream().map(ToolOffer::name).toList());
        assertEquals(List.of("acme/ada/finance,user pay,no-such,add"), service.asked);
    }

    @Test
    void whoHasOtherRolesIsAskedForAnew() {
        List<String> names = List.of("pay");
        catalogue.offers(new ActingFor("acme", "ada", Set.of("user")), names);
        catalogue.offers(new ActingFor("acme", "bob", Set.of("user")), names);
        catalogue.offers(new ActingFor("acme", "ada", Set.of("finance")), names);
        catalogue.offers(new ActingFor("other", "ada", Set.of("user")), names);

        assertEquals(
                List.of("acme/ada/user pay", "acme/ada/finance pay", "other/ada/user pay"),
                service.asked);
    }

    @Test
    void namesFitIntoAnAddress() {
        List<String> names =
                IntStream.range(0, 250).mapToObj(i -> "tool-" + "x".repeat(50) + i).toList();

        List<String> bites = ToolCatalogue.bites(names);

        assertEquals(
                names, bites.stream().flatMap(bite -> List.of(bite.split(",")).stream()).toList());
        assertTrue(bites.stream().allMatch(bite -> bite.length() <= 3_000));
        assertTrue(
                ToolCatalogue.bites(IntStream.range(0, 250).mapToObj(i -> "t" + i).toList()).size()
                        == 3);
    }
}
