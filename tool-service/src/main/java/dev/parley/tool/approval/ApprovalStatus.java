package dev.parley.tool.approval;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.platform.problem.ProblemException;
import java.util.Locale;

/** How an approval stands. */
public enum ApprovalStatus {
    /** Nobody has decided yet. */
    PENDING,
    APPROVED,
    DENIED,
    /** Nobody decided in time. */
    EXPIRED,
    /** Nobody wants the call any more. */
    WITHDRAWN;

    /** The name as clients read it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a query parameter; refuses any other text. */
    static ApprovalStatus parse(String text) {
        for (ApprovalStatus status : values()) {
            if (status.wireName().equals(text)) {
                return status;
            }
        }
        throw ProblemException.invalid(
                "status",
                "invalid",
                "status must be one of pending, approved, denied, expired, withdrawn.");
    }
}
