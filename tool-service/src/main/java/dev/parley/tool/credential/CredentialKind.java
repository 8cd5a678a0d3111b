package dev.parley.tool.credential;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How another side wants to be shown a secret. */
enum CredentialKind {
    @JsonProperty("bearer")
    BEARER,

    @JsonProperty("basic")
    BASIC,

    @JsonProperty("header")
    HEADER,

    @JsonProperty("query")
    QUERY,

    @JsonProperty("oauth2_client")
    OAUTH2_CLIENT,

    @JsonProperty("oauth2_key")
    OAUTH2_KEY;

    /** What a credential of this kind consists of. */
    List<CredentialField> fields() {
        return switch (this) {
            case BEARER -> List.of(CredentialField.TOKEN);
            case BASIC -> List.of(CredentialField.USERNAME, CredentialField.PASSWORD);
            case HEADER -> List.of(CredentialField.HEADER, CredentialField.VALUE);
            case QUERY -> List.of(CredentialField.PARAMETER, CredentialField.VALUE);
            case OAUTH2_CLIENT ->
                    List.of(
                            CredentialField.TOKEN_URL,
                            CredentialField.CLIENT_ID,
                            CredentialField.CLIENT_SECRET,
                            CredentialField.SCOPES);
            case OAUTH2_KEY ->
                    List.of(
                            CredentialField.TOKEN_URL,
                            CredentialField.CLIENT_ID,
                            CredentialField.PRIVATE_KEY,
                            CredentialField.KEY_ID,
                            CredentialField.SCOPES);
        };
    }

    /** As clients write it. */
    String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CredentialKind of(String apiName) {
        return Arrays.stream(values())
                .filter(kind -> kind.apiName().equals(apiName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a stored kind is one of ours"));
    }
}
