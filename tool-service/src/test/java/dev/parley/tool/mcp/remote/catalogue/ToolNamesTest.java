package dev.parley.tool.mcp.remote.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ToolNamesTest {

    @Property
    void everyNameIsOneThatModelsTake(@ForAll @StringLength(min = 1, max = 128) String remoteName) {
        String name = ToolNames.of("prefix-of-24-characters-", remoteName);

        assertTrue(name.matches("[a-zA-Z0-9_-]{1,64}"), name);
    }

    @Test
    void keepsANameThatIsOne() {
        assertEquals("git__list_branches", ToolNames.of("git", "list_branches"));
    }

    @Test
    void tellsNamesApartThatWouldLookAlike() {
        assertNotEquals(ToolNames.of("git", "a.b"), ToolNames.of("git", "a/b"));
        assertNotEquals(ToolNames.of("git", "a.b"), ToolNames.of("git", "a_b"));
        assertNotEquals(ToolNames.of("git", "x".repeat(100)), ToolNames.of("git", "x".repeat(101)));
    }
}
