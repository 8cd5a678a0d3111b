package dev.parley.system.openai;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** A tool that the client executes, as OpenAI's client derives tools from classes. */
@JsonTypeName("get_weather")
@JsonClassDescription("The weather of a city")
public class GetWeather {

    /** A step in which the model calls it. */
    static final String CALL =
            "{\"tool_calls\":[{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Oslo\"}}]}";

    /** Where. */
    public String city = "";
}
