package dev.parley.tool.mcp.server.call;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** A piece of what a tool or a prompt has to say. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Content.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Content.Audio.class, name = "audio"),
    @JsonSubTypes.Type(value = Content.Link.class, name = "resource_link"),
    @JsonSubTypes.Type(value = Content.Embedded.class, name = "resource")
})
public sealed interface Content {

    /** Words. */
    record Text(String text) implements Content {}

    /** A picture in Base64. */
    record Image(String data, String mimeType) implements Content {}

    /** A sound in Base64. */
    record Audio(String data, String mimeType) implements Content {}

    /** Where there is more. */
    record Link(String uri, String name, @Nullable String mimeType) implements Content {}

    /** A resource, right here. */
    record Embedded(ResourceContents resource) implements Content {}
}
