package dev.parley.tool.egress.body;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.tool.testing.Answers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedBodyTest {

    private static final BodyLimits LIMITS = new BodyLimits(8 << 20, 100);
    private static final byte[] TEXT =
            "All work and no play. ".repeat(100).getBytes(StandardCharsets.UTF_8);

    @Test
    void passesPlainBodies() throws IOException {
        assertArrayEquals(TEXT, read(TEXT));
        assertArrayEquals(TEXT, read(TEXT, "identity"));
        assertArrayEquals(TEXT, read(TEXT, "", "Identity, identity"));
    }

    @Test
    void decodesGzipAndBothKindsOfDeflate() throws IOException {
        assertArrayEquals(TEXT, read(Answers.gzip(TEXT), "gzip"));
        assertArrayEquals(TEXT, read(Answers.gzip(TEXT), "X-GZip"));
        assertArrayEquals(TEXT, read(Answers.deflate(TEXT, true), "deflate"));
        assertArrayEquals(TEXT, read(Answers.deflate(TEXT, false), "deflate"));
        assertArrayEquals(new byte[0], read(new byte[0], "deflate"));
    }

    @Test
    void decodesMembersInARowAndIgnoresWhatFollows() throws IOException {
        byte[] twice = join(Answers.gzip(TEXT), Answers.gzip(TEXT));

        assertArrayEquals(join(TEXT, TEXT), read(twice, "gzip"));
        assertArrayEquals(join(TEXT, TEXT), read(join(twice, new byte[100]), "gzip"));
    }

    @Test
    void decodesAHeaderWithAllThatItMayHold() throws IOException {
        byte[] plain = Answers.gzip(TEXT);
        byte[] fields =
                join(
                        new byte[] {2, 0, 9, 9},
                        "name\0remark\0".getBytes(StandardCharsets.US_ASCII),
                        new byte[2]);
        byte[] head = Arrays.copyOf(plain, 10);
        head[3] = 2 | 4 | 8 | 16;

        assertArrayEquals(
                TEXT,
                read(join(head, fields, Arrays.copyOfRange(plain, 10, plain.length)), "gzip"));
    }

    @Property(tries = 200)
    void decodesWhateverWasEncodedHoweverItArrives(
            @ForAll @IntRange(max = 100_000) int size, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] plain = new byte[size];
        random.nextBytes(plain);
        for (int i = 0; i < size; i += 2) {
            plain[i] = 'x';
        }
        InputStream slow = new Slow(Answers.gzip(plain), random);

        assertArrayEquals(plain, BoundedBody.of(slow, List.of("gzip"), LIMITS).readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "gzip, br", "nonsense"})
    void refusesOtherCodings(String coding) {
        assertFault(BodyRefused.Fault.UNDECODABLE, Answers.gzip(TEXT), LIMITS, coding);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void refusesWhatIsNotCompressed(String coding) {
        assertFault(BodyRefused.Fault.UNDECODABLE, TEXT, LIMITS, coding);
    }

    @Test
    void refusesDamagedBodies() {
        byte[] damaged = Answers.gzip(TEXT);
        damaged[damaged.length - 6]++;
        assertFault(BodyRefused.Fault.UNDECODABLE, damaged, LIMITS, "gzip");

        byte[] shorter = Answers.gzip(TEXT);
        shorter[shorter.length - 1]++;
        assertFault(BodyRefused.Fault.UNDECODABLE, shorter, LIMITS, "gzip");
    }

    @Test
    void noticesAnEndAnywhereInACompressedBody() {
        byte[] whole = Answers.gzip(TEXT);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(EOFException.class, () -> read(part, "gzip"), "of " + length);
        }
    }

    @Test
    void endsABombEarly() throws IOException {
        byte[] bomb = Answers.gzip(new byte[200 << 20]);
        CountedInput in = new CountedInput(bomb);
        BoundedBody body = BoundedBody.of(in, List.of("gzip"), new BodyLimits(1L << 30, 100));

        BodyRefused refused = assertThrows(BodyRefused.class, body::readAllBytes);
        assertEquals(BodyRefused.Fault.EXPANDS, refused.fault());
        assertTrue(in.taken < bomb.length / 4, in.taken + " of " + bomb.length);
    }

    @Test
    void endsABombOfDeflateEarly() {
        assertFault(
                BodyRefused.Fault.EXPANDS,
                Answers.deflate(new byte[50 << 20], true),
                new BodyLimits(1L << 30, 100),
                "deflate");
    }

    @Test
    void readsAsManyBytesAsAllowedAndNotOneMore() throws IOException {
        BodyLimits exact = new BodyLimits(TEXT.length, 100);
        BodyLimits less = new BodyLimits(TEXT.length - 1, 100);

        assertEquals(TEXT.length, body(TEXT, exact).readAllBytes().length);
        assertEquals(TEXT.length, body(Answers.gzip(TEXT), exact, "gzip").readAllBytes().length);
        assertFault(BodyRefused.Fault.TOO_LARGE, TEXT, less);
        assertFault(BodyRefused.Fault.TOO_LARGE, Answers.gzip(TEXT), less, "gzip");
    }

    /** The JDK's stream would call itself for each of them. */
    @Test
    void bearsManyEmptyMembers() throws IOException {
        byte[] empty = Answers.gzip(new byte[0]);
        byte[] many = new byte[empty.length * 200_000];
        for (int i = 0; i < 200_000; i++) {
            System.arraycopy(empty, 0, many, i * empty.length, empty.length);
        }

        assertEquals(0, read(many, "gzip").length);
        assertFault(BodyRefused.Fault.TOO_LARGE, many, new BodyLimits(1 << 20, 100), "gzip");
    }

    @Test
    void bearsANameWithoutAnEnd() {
        byte[] head = Arrays.copyOf(Answers.gzip(TEXT), 10);
        head[3] = 8;
        InputStream endless =
                new SequenceInputStream(
                        new ByteArrayInputStream(head),
                        new ByteArrayInputStream(
                                "a".repeat(2 << 20).getBytes(StandardCharsets.US_ASCII)));

        assertThrows(
                BodyRefused.class,
                () ->
                        BoundedBody.of(endless, List.of("gzip"), new BodyLimits(1 << 20, 100))
                                .readAllBytes());
    }

    private static void assertFault(
            BodyRefused.Fault fault, byte[] bytes, BodyLimits limits, String... codings) {
        BodyRefused refused =
                assertThrows(BodyRefused.class, () -> body(bytes, limits, codings).readAllBytes());
        assertEquals(fault, refused.fault());
    }

    private static byte[] read(byte[] bytes, String... codings) throws IOException {
        return body(bytes, LIMITS, codings).readAllBytes();
    }

    private static BoundedBody body(byte[] bytes, BodyLimits limits, String... codings)
            throws IOException {
        return BoundedBody.of(new ByteArrayInputStream(bytes), List.of(codings), limits);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static final class CountedInput extends ByteArrayInputStream {

        private int taken;

        CountedInput(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int length) {
            int read = super.read(bytes, from, length);
            taken += Math.max(read, 0);
            return read;
        }
    }

    /** Gives a few bytes at a time, as networks do. */
    private static final class Slow extends ByteArrayInputStream {

        private final Random random;

        Slow(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int length) {
            return super.read(bytes, from, Math.min(length, 1 + random.nextInt(700)));
        }
    }
}
