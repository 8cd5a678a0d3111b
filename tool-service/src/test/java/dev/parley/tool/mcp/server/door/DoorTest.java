package dev.parley.tool.mcp.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorTest {

    private static final Door LOCAL = new Door(Set.of(), Set.of(), true);
    private static final Door PUBLIC =
            new Door(Set.of("parley.example.com"), Set.of("https://inspector.example.com"), false);
    private static final Door NOWHERE = new Door(Set.of(), Set.of(), false);

    @ParameterizedTest
    @CsvSource({
        "localhost, , OPEN",
        "LOCALHOST:8083, , OPEN",
        "127.0.0.1:8083, http://localhost:3000, OPEN",
        "[::1], http://[::1]:3000, OPEN",
        "[::1]:8083, , OPEN",
        "evil.example, , FOREIGN_HOST",
        "localhost.evil.example, , FOREIGN_HOST",
        "127.0.0.1.evil.example, , FOREIGN_HOST",
        "127.1, , FOREIGN_HOST",
        ", , FOREIGN_HOST",
        "evil.example, http://localhost, FOREIGN_HOST",
        "localhost, http://evil.example, FOREIGN_ORIGIN",
        "localhost, http://localhost.evil.example, FOREIGN_ORIGIN",
        "localhost, http://localhost@evil.example, FOREIGN_ORIGIN",
        "localhost, null, FOREIGN_ORIGIN",
        "localhost, http://, FOREIGN_ORIGIN",
        "localhost, ' ', FOREIGN_ORIGIN"
    })
    void opensALocalServiceToItsMachine(String host, String origin, Door.Verdict verdict) {
        assertEquals(verdict, LOCAL.judge(host, origin));
    }

    @ParameterizedTest
    @CsvSource({
        "parley.example.com, , OPEN",
        "Parley.Example.com:443, , OPEN",
        "parley.example.com, https://inspector.example.com, OPEN",
        "parley.example.com, https://Inspector.example.com, OPEN",
        "parley.example.com, http://inspector.example.com, FOREIGN_ORIGIN",
        "parley.example.com, https://inspector.example.com:8443, FOREIGN_ORIGIN",
        "parley.example.com, https://parley.example.com, FOREIGN_ORIGIN",
        "parley.example.com, http://localhost, FOREIGN_ORIGIN",
        "localhost, , FOREIGN_HOST",
        "10.0.0.7:8083, , FOREIGN_HOST"
    })
    void opensAPublicServiceToWhomItKnows(String host, String origin, Door.Verdict verdict) {
        assertEquals(verdict, PUBLIC.judge(host, origin));
    }

    @ParameterizedTest
    @CsvSource({"localhost", "parley.example.com", "10.0.0.7"})
    void keepsEverybodyOutUntilAnOperatorSaysWho(String host) {
        assertEquals(Door.Verdict.FOREIGN_HOST, NOWHERE.judge(host, null));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "localhost, true", "::1, true", "0.0.0.0, false", "::, false"})
    void knowsWhoCanReachAnAddress(String address, boolean local) {
        assertEquals(local, Door.isLocal(address));
    }
}
