package dev.parley.tool.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is not secret in a credential. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CredentialDetails(
        @Nullable String header,
        @Nullable String parameter,
        @Nullable String tokenUrl,
        @Nullable String clientId,
        @Nullable String keyId,
        @Nullable List<String> scopes) {

    static CredentialDetails of(CredentialRequest wanted) {
        List<String> scopes =
                wanted.kind().fields().contains(CredentialField.SCOPES) && wanted.scopes() == null
                        ? List.of()
                        : wanted.scopes();
        return new CredentialDetails(
                wanted.header(),
                wanted.parameter(),
                wanted.tokenUrl(),
                wanted.clientId(),
                wanted.keyId(),
                scopes);
    }
}
