package dev.parley.tool.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.CredentialId;
import dev.parley.tool.credential.sealing.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The same credential in its several shapes: row, response, opened secret. */
@ApplicationScoped
class CredentialShape {

    private final ObjectMapper mapper;

    @Inject
    CredentialShape(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    CredentialResponse response(StoredCredential row) {
        return new CredentialResponse(
                new CredentialId(row.place().id()),
                row.name(),
                row.place().kind(),
                read(row.place().details()),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    /** What an opened row is to a request. */
    Secret secret(StoredCredential row, Map<String, SecretText> opened) {
        CredentialDetails details = read(row.place().details());
        return switch (CredentialKind.of(row.place().kind())) {
            case BEARER -> new Secret.Bearer(get(opened, CredentialField.TOKEN));
            case BASIC ->
                    new Secret.Basic(
                            get(opened, CredentialField.USERNAME),
                            get(opened, CredentialField.PASSWORD));
            case HEADER ->
                    new Secret.Header(
                            Objects.requireNonNull(details.header()),
                            get(opened, CredentialField.VALUE));
            case QUERY ->
                    new Secret.Query(
                            Objects.requireNonNull(details.parameter()),
                            get(opened, CredentialField.VALUE));
            case OAUTH2_CLIENT ->
                    new Secret.OAuth2Client(
                            Objects.requireNonNull(details.tokenUrl()),
                            Objects.requireNonNull(details.clientId()),
                            get(opened, CredentialField.CLIENT_SECRET),
                            Objects.requireNonNullElse(details.scopes(), List.of()));
            case OAUTH2_KEY ->
                    new Secret.OAuth2Key(
                            Objects.requireNonNull(details.tokenUrl()),
                            Objects.requireNonNull(details.clientId()),
                            get(opened, CredentialField.PRIVATE_KEY),
                            details.keyId(),
                            Objects.requireNonNullElse(details.scopes(), List.of()));
        };
    }

    String write(CredentialDetails details) {
        try {
            return mapper.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("details are always writable", e);
        }
    }

    private CredentialDetails read(String details) {
        try {
            return mapper.readValue(details, CredentialDetails.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored details are not readable", e);
        }
    }

    private static SecretText get(Map<String, SecretText> opened, CredentialField field) {
        return Objects.requireNonNull(opened.get(field.apiName()));
    }
}
