package dev.parley.tool.egress;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Requests as they are written: what frames them and names their receiver is decided here. */
final class Messages {

    private static final String CODINGS = "gzip, deflate";

    private Messages() {}

    static ClassicHttpRequest of(EgressRequest request) {
        BasicClassicHttpRequest message =
                new BasicClassicHttpRequest(request.method().name(), request.target());
        message.addHeader(HttpHeaders.HOST, request.address().origin().hostHeader());
        addUnlessSet(message, request, HttpHeaders.USER_AGENT, "Parley");
        addUnlessSet(message, request, HttpHeaders.ACCEPT, "*/*");
        message.addHeader(HttpHeaders.ACCEPT_ENCODING, CODINGS);
        for (RequestHeaders.Field field : request.headers().fields()) {
            message.addHeader(field.name(), field.value());
        }
        RequestBody body = request.body();
        if (body != null) {
            message.addHeader(HttpHeaders.CONTENT_TYPE, body.contentType());
            carry(message, body.content());
        } else if (expectsBody(request.method())) {
            carry(message, new byte[0]);
        }
        return message;
    }

    private static void addUnlessSet(
            ClassicHttpRequest message, EgressRequest request, String name, String value) {
        if (!request.headers().has(name)) {
            message.addHeader(name, value);
        }
    }

    private static void carry(ClassicHttpRequest message, byte[] content) {
        message.addHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length));
        message.setEntity(new ByteArrayEntity(content, ContentType.APPLICATION_OCTET_STREAM));
    }

    /** Some servers refuse such a request without a length with 411. */
    private static boolean expectsBody(Method method) {
        return method == Method.POST || method == Method.PUT || method == Method.PATCH;
    }
}
