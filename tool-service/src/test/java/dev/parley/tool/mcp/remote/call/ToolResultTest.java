package dev.parley.tool.mcp.remote.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.invocation.Reply;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ToolResultTest {

    private static Reply reply(String result) {
        try {
            return ToolResult.reply(
                    (ObjectNode) new ObjectMapper().readTree(result.replace('\'', '"')), 300);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Reply.Done done(String result) {
        return assertInstanceOf(Reply.Done.class, reply(result));
    }

    @Test
    void joinsTexts() {
        Reply.Done done =
                done("{'content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}");

        assertEquals("a\nb", done.result().textValue());
        assertEquals(3, done.bytes());
        assertNull(done.note());
    }

    @Test
    void showsPartsWithoutTheirBytes() {
        Reply.Done done =
                done(
                        "{'content':[{'type':'text','text':'a'},{'type':'image','mimeType':'image/png','data':'aGk='},{'type':'resource','resource':{'uri':'x:y','text':'z'}}]}");

        assertEquals(
                "[{'type':'text','text':'a'},{'type':'image','mime_type':'image/png'},{'type':'resource','uri':'x:y','text':'z'}]",
                done.result().toString().replace('"', '\''));
        assertEquals("Pictures, sounds and other binary parts are not shown.", done.note());
    }

    @Test
    void cutsWhatIsTooLarge() {
        Reply.Done done = done("{'content':[{'type':'text','text':'" + "😀".repeat(100) + "'}]}");

        assertEquals("😀".repeat(50), done.result().textValue());
        assertEquals(400, done.bytes());
        assertTrue(Objects.requireNonNull(done.note()).contains("100 characters"));
    }

    @Test
    void anErrorIsToldWithItsText() {
        Reply.Refused refused =
                assertInstanceOf(Reply.Refused.class, reply("{'isError':true,'content':[]}"));

        assertEquals("It does not say which.", refused.problem().detail());
    }
}
