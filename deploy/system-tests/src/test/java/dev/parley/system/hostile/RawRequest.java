package dev.parley.system.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The bytes of a bad input. */
final class RawRequest {

    private RawRequest() {}

    static byte[] bytes(BadInput input, Placeholders values) {
        if (input.raw() != null) {
            return values.fill(input.raw()).getBytes(StandardCharsets.UTF_8);
        }
        byte[] body = body(input, values);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(values.fill(head(input, body.length)).getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static byte[] body(BadInput input, Placeholders values) {
        String text = values.fill(Objects.requireNonNullElse(input.body(), ""));
        return text.getBytes(
                Charset.forName(Objects.requireNonNullElse(input.encoding(), "UTF-8")));
    }

    private static String head(BadInput input, int bodyBytes) {
        StringBuilder head = new StringBuilder();
        head.append(Objects.requireNonNullElse(input.method(), "GET"));
        head.append(' ').append(input.path()).append(" HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1:${port}\r\nConnection: close\r\n");
        String auth = Objects.requireNonNullElse(input.auth(), "Bearer ${token}");
        if (!auth.isEmpty()) {
            head.append("Authorization: ").append(auth).append("\r\n");
        }
        for (String header : Objects.requireNonNullElse(input.headers(), List.<String>of())) {
            head.append(header).append("\r\n");
        }
        if (input.body() != null) {
            String type = Objects.requireNonNullElse(input.type(), "application/json");
            head.append("Content-Type: ").append(type).append("\r\n");
            head.append("Content-Length: ").append(bodyBytes).append("\r\n");
        }
        return head.append("\r\n").toString();
    }
}
