package dev.parley.tool.builtin;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools as the service offers them. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class OfferedToolsTest {

    @Test
    void offersThemToEveryTenant() {
        assertEquals(
                List.of(
                        "calculator",
                        "clock",
                        "http_fetch",
                        "json_query",
                        "text_query",
                        "time_calculator",
                        "unit_converter"),
                as("ada", "acme", "user").get("/v1/tools").path("data.name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "json_query | {'document':{'a':[{'b':'x'},{'b':'y'}]},'query':'a[1].b'} | result | y",
                "text_query | {'operation':'count','text':'strawberry','pattern':'r'} | matches | 3",
                "time_calculator | {'operation':'add','time':'2024-01-31','duration':'P1M'} | date | 2024-02-29",
                "unit_converter | {'value':'1','from':'mi','to':'km'} | result | 1.609344"
            })
    void executesThem(String tool, String arguments, String field, String value) {
        String body =
                "{'arguments':%s,'call_id':'%s'}"
                        .formatted(arguments, new CallId(RunId.next(), 0, 0))
                        .replace('\'', '"');
        as("ada", "acme", "user")
                .body(body)
                .post("/v1/tools/" + tool + "/execute")
                .then()
                .statusCode(200)
                .body("status", equalTo("succeeded"))
                .body("result." + field + ".toString()", equalTo(value));
    }
}
