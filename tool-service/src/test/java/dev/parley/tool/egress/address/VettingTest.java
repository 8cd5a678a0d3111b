package dev.parley.tool.egress.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VettingTest {

    private final List<String> asked = new ArrayList<>();
    private List<InetAddress> answer = addresses("93.184.216.34");
    private final Vetting vetting =
            new Vetting(
                    InternalHosts.of(List.of("wiki:8443", "10.0.0.7:81", "[fd00::1]:80")),
                    Set.of(80, 443),
                    name -> {
                        asked.add(name);
                        return answer;
                    });

    @Test
    void findsThePublicAddressesOfANameOutsideOfTheSearchList() throws Exception {
        answer = addresses("93.184.216.34", "2606:4700::1111");

        assertEquals(answer, vetting.vet(origin("https://example.com")));
        assertEquals(List.of("example.com."), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "169.254.169.254", "10.1.2.3", "fd00::1", "64:ff9b::7f00:1"})
    void refusesANameIfOneOfItsAddressesIsPrivate(String address) {
        answer = addresses("93.184.216.34", address, "1.1.1.1");

        assertEquals(Refusal.PRIVATE_ADDRESS, refusal("https://example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1", "http://[::1]", "http://10.0.0.7", "http://0.0.0.0"})
    void refusesPrivateLiteralsWithoutAskingAnybody(String url) {
        assertEquals(Refusal.PRIVATE_ADDRESS, refusal(url));
        assertEquals(List.of(), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://a.localhost",
                "http://kubernetes",
                "http://wiki"
            })
    void refusesNamesThatAreNotPublicWithoutAskingAnybody(String url) {
        assertEquals(Refusal.PRIVATE_NAME, refusal(url));
        assertEquals(List.of(), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.com:22", "http://example.com:8443", "https://wiki:8444"})
    void refusesOtherPorts(String url) {
        assertEquals(Refusal.PORT, refusal(url));
    }

    @Test
    void letsInternalHostsBeAskedAtTheirPortAlone() throws Exception {
        answer = addresses("10.9.9.9");

        assertEquals(answer, vetting.vet(origin("https://WIKI:8443")));
        assertEquals(List.of("wiki"), asked);
        assertEquals(addresses("10.0.0.7"), vetting.vet(origin("http://10.0.0.7:81")));
        assertEquals(addresses("fd00::1"), vetting.vet(origin("http://[fd00:0::1]")));
        assertEquals(Refusal.PORT, refusal("http://10.0.0.7:82"));
    }

    /**
     * Whoever connects has the addresses that were looked at, and nothing to look a name up with.
     */
    @Test
    void asksForANameOnce() throws Exception {
        List<InetAddress> first = vetting.vet(origin("https://example.com"));
        answer = addresses("127.0.0.1");

        assertEquals(addresses("93.184.216.34"), first);
        assertEquals(1, asked.size());
    }

    @Test
    void refusesTheAddressesOfThisMachine() throws Exception {
        Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces();
        answer =
                interfaces
                        .flatMap(one -> one.getInterfaceAddresses().stream())
                        .map(InterfaceAddress::getAddress)
                        .toList();

        assertEquals(Refusal.PRIVATE_ADDRESS, refusal("https://example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wiki",
                "wiki:",
                "wiki:0",
                "wiki:70000",
                "a b:80",
                "http://wiki:80",
                "wiki:80/x",
                "me@wiki:80",
                "127.1:80",
                "*:80"
            })
    void refusesEntriesThatAreNoHostWithAPort(String entry) {
        assertThrows(
                IllegalArgumentException.class, () -> InternalHosts.of(List.of("ok:80", entry)));
    }

    private Refusal refusal(String url) {
        return assertThrows(AddressRefused.class, () -> vetting.vet(origin(url))).reason();
    }

    private static Origin origin(String url) throws AddressRefused {
        return WebAddress.parse(url).origin();
    }

    private static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toList();
    }
}
