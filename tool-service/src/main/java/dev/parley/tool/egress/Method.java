package dev.parley.tool.egress;

/** The methods that may be sent (RFC 9110, RFC 5789). */
public enum Method {
    GET,
    HEAD,
    OPTIONS,
    POST,
    PUT,
    PATCH,
    DELETE
}
