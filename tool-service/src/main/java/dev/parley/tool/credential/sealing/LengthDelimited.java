package dev.parley.tool.credential.sealing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Texts one after another, each with its length before it, so that none can run into the next. */
final class LengthDelimited {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    LengthDelimited add(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(encoded.length).array());
        bytes.writeBytes(encoded);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
