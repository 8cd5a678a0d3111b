package dev.parley.tool.credential;

import dev.parley.tool.credential.sealing.SecretText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body that stores or replaces a credential. Which of the fields below the kind there must be
 * depends on it; {@link CredentialCheck} says so.
 *
 * @param name unique in the tenant: lower-case letters, digits, - and _, up to 63; in a replacement
 *     it may be left out
 */
record CredentialRequest(
        @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message =
                                "must be 1 to 63 lower-case letters, digits, - or _, beginning with a letter or digit")
                @Nullable String name,
        @NotNull(message = "is required: bearer, basic, header, query, oauth2_client or oauth2_key")
                CredentialKind kind,
        @Nullable SecretText token,
        @Nullable SecretText username,
        @Nullable SecretText password,
        @Nullable String header,
        @Nullable SecretText value,
        @Nullable String parameter,
        @Nullable String tokenUrl,
        @Nullable String clientId,
        @Nullable SecretText clientSecret,
        @Nullable SecretText privateKey,
        @Nullable String keyId,
        @Nullable List<@NotNull(message = "must not be null") String> scopes) {

    /** The secrets that are there. */
    Map<CredentialField, SecretText> secrets() {
        Map<CredentialField, SecretText> there = new EnumMap<>(CredentialField.class);
        put(there, CredentialField.TOKEN, token);
        put(there, CredentialField.USERNAME, username);
        put(there, CredentialField.PASSWORD, password);
        put(there, CredentialField.VALUE, value);
        put(there, CredentialField.CLIENT_SECRET, clientSecret);
        put(there, CredentialField.PRIVATE_KEY, privateKey);
        return there;
    }

    /** The same by the names under which they are sealed. */
    Map<String, SecretText> secretsByName() {
        return secrets().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().apiName(), Map.Entry::getValue));
    }

    /** The other fields that are there. */
    Map<CredentialField, List<String>> open() {
        Map<CredentialField, List<String>> there = new EnumMap<>(CredentialField.class);
        put(there, CredentialField.HEADER, header == null ? null : List.of(header));
        put(there, CredentialField.PARAMETER, parameter == null ? null : List.of(parameter));
        put(there, CredentialField.TOKEN_URL, tokenUrl == null ? null : List.of(tokenUrl));
        put(there, CredentialField.CLIENT_ID, clientId == null ? null : List.of(clientId));
        put(there, CredentialField.KEY_ID, keyId == null ? null : List.of(keyId));
        put(there, CredentialField.SCOPES, scopes);
        return there;
    }

    private static <T> void put(
            Map<CredentialField, T> there, CredentialField field, @Nullable T value) {
        if (value != null) {
            there.put(field, value);
        }
    }
}
