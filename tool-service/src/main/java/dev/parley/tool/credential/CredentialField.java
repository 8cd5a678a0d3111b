package dev.parley.tool.credential;

import java.util.Locale;
import java.util.regex.Pattern;

/** A part of a credential, and what it may look like so that it can stand in a request. */
enum CredentialField {
    TOKEN(
            true,
            "[\\x21-\\x7e]{1,8000}",
            "must be 1 to 8000 visible ASCII characters without spaces"),
    USERNAME(
            true,
            "[^\\p{Cc}:]{1,256}",
            "must be 1 to 256 characters, none of them a colon or a control character"),
    PASSWORD(true, "\\P{Cc}{0,1024}", "must be at most 1024 characters, none a control character"),
    HEADER(false, "[A-Za-z0-9-]{1,128}", "must be 1 to 128 letters, digits or hyphens"),
    VALUE(true, "[\\x20-\\x7e]{1,4000}", "must be 1 to 4000 visible ASCII characters"),
    PARAMETER(false, "\\P{Cc}{1,128}", "must be 1 to 128 characters"),
    TOKEN_URL(false, "\\P{Cc}{1,2000}", "must be an address of at most 2000 characters"),
    CLIENT_ID(false, "[\\x20-\\x7e]{1,256}", "must be 1 to 256 visible ASCII characters"),
    PRIVATE_KEY(
            true,
            "[\\x20-\\x7e\\r\\n]{1,8000}",
            "must be a PKCS#8 private key in PEM: P-256, RSA from 2048 bits on, or Ed25519"),
    KEY_ID(false, "[\\x21-\\x7e]{1,256}", "must be 1 to 256 visible ASCII characters"),
    CLIENT_SECRET(true, "[\\x20-\\x7e]{1,4000}", "must be 1 to 4000 visible ASCII characters"),

    /** May be left out; each element is a scope (RFC 6749, section 3.3). */
    SCOPES(
            false,
            "[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,128}",
            "must be up to 32 scopes of visible ASCII characters without spaces");

    private final boolean secret;
    private final Pattern form;
    private final String rule;

    CredentialField(boolean secret, String form, String rule) {
        this.secret = secret;
        this.form = Pattern.compile(form);
        this.rule = rule;
    }

    /** Whether nobody may see it again. */
    boolean isSecret() {
        return secret;
    }

    /** Whether a credential is whole without it. */
    boolean isOptional() {
        return this == SCOPES || this == KEY_ID;
    }

    boolean fits(String value) {
        return form.matcher(value).matches()
                && (this != PRIVATE_KEY || SigningKey.read(value).isPresent());
    }

    /** What it must look like; never what it did look like. */
    String rule() {
        return rule;
    }

    /** As clients write it. */
    String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
