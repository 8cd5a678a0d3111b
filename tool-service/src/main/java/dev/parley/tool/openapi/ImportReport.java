package dev.parley.tool.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became, or would become, of each operation of a document. */
record ImportReport(List<Entry> operations) {

    /**
     * An operation.
     *
     * @param operation its {@code operationId}, or its method and path
     * @param outcome {@code created}, {@code changed}, {@code unchanged}, {@code importable} or
     *     {@code skipped}
     * @param why it is skipped
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String operation,
            String method,
            String path,
            String outcome,
            @Nullable String tool,
            @Nullable String description,
            @Nullable String effects,
            @Nullable String why) {}
}
