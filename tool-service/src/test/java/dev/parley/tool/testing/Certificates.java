package dev.parley.tool.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's certificate and the authority that issued it, made by the JDK's keytool.
 *
 * @param context for a server that shows the certificate
 * @param pem a file with the authority's, for clients that shall believe it
 */
public record Certificates(SSLContext context, Path pem) {

    private static final String PASSWORD = "password";
    private static final String DAYS = "7";

    /**
     * Makes one.
     *
     * @param since from when on it is valid, in days from now; it is for seven days
     * @param names such as {@code dns:good.example} and {@code ip:127.0.0.1}
     */
    public static Certificates make(Path file, int since, String... names)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = file.resolveSibling(file.getFileName() + ".p12");
        Path pem = file.resolveSibling(file.getFileName() + ".pem");
        keytool(store, "ca", "-genkeypair", "-keyalg", "EC", "-dname", "CN=ca", "-ext", "bc:c");
        keytool(
                store,
                "server",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=server",
                "-signer",
                "ca",
                "-validity",
                DAYS,
                "-startdate",
                (since < 0 ? "" : "+") + since + "d",
                "-ext",
                "san=" + String.join(",", names));
        keytool(store, "ca", "-exportcert", "-rfc", "-file", pem.toString());
        keytool(store, "ca", "-delete");
        return new Certificates(context(store), pem);
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path store, String alias, String... arguments)
            throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD, "-alias", alias));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }
}
