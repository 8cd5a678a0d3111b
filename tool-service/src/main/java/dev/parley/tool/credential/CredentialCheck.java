package dev.parley.tool.credential;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.credential.sealing.SecretText;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.RequestHeaders;
import dev.parley.tool.egress.address.AddressRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds a credential against what its kind needs. No refusal repeats a value. */
@ApplicationScoped
class CredentialCheck {

    private static final int MAX_SCOPES = 32;

    private final Egress egress;

    @Inject
    CredentialCheck(Egress egress) {
        this.egress = egress;
    }

    /** Refuses what is missing, superfluous or could not stand in a request. */
    void check(CredentialRequest wanted) {
        List<FieldError> errors = new ArrayList<>();
        Map<CredentialField, SecretText> secrets = wanted.secrets();
        Map<CredentialField, List<String>> open = wanted.open();
        for (CredentialField field : CredentialField.values()) {
            boolean needed = wanted.kind().fields().contains(field);
            boolean there = secrets.containsKey(field) || open.containsKey(field);
            if (there && !needed) {
                errors.add(error(field, "unknown-field", "does not belong to this kind"));
            } else if (!there && needed && !field.isOptional()) {
                errors.add(error(field, "required", "is required for this kind"));
            }
        }
        secrets.forEach((field, value) -> checkForm(field, List.of(value.reveal()), errors));
        open.forEach((field, values) -> checkForm(field, values, errors));
        refuse(errors);
        checkHeader(wanted);
        checkTokenUrl(wanted);
    }

    private static void checkForm(
            CredentialField field, List<String> values, List<FieldError> errors) {
        if (values.size() > MAX_SCOPES || !values.stream().allMatch(field::fits)) {
            errors.add(error(field, "invalid-value", field.rule()));
        }
    }

    private static void checkHeader(CredentialRequest wanted) {
        if (wanted.header() != null) {
            try {
                RequestHeaders.NONE.withSecret(wanted.header(), "");
            } catch (IllegalArgumentException e) {
                refuse(
                        List.of(
                                error(
                                        CredentialField.HEADER,
                                        "invalid-value",
                                        "must not be a header that Parley sets itself")));
            }
        }
    }

    private void checkTokenUrl(CredentialRequest wanted) {
        if (wanted.tokenUrl() != null) {
            try {
                egress.require(wanted.tokenUrl());
            } catch (AddressRefused e) {
                String message = e.reason().text();
                throw new ProblemException(
                        ToolError.URL_NOT_ALLOWED,
                        message,
                        List.of(new FieldError("/token_url", "tool-url-not-allowed", message)));
            }
        }
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw new ProblemException(
                    PlatformError.VALIDATION_FAILED,
                    "The value of " + first.pointer() + ' ' + first.message() + '.',
                    errors);
        }
    }

    private static FieldError error(CredentialField field, String code, String message) {
        return new FieldError('/' + field.apiName(), code, message);
    }
}
