package dev.parley.tool.egress.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed: those of the JVM, and what an operator adds to them. */
final class Trust {

    private Trust() {}

    /**
     * Makes TLS sockets that verify.
     *
     * @param more a PEM file with further authorities
     * @throws IllegalArgumentException if the file is not readable as that
     */
    static SSLSocketFactory sockets(Optional<Path> more) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, more.isEmpty() ? null : trusting(more.get()), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The file of trusted certificates cannot be read as PEM: " + more.orElse(null),
                    e);
        }
    }

    private static TrustManager[] trusting(Path more) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        for (TrustManager known : managers(null)) {
            if (known instanceof X509TrustManager x509) {
                for (Certificate issuer : x509.getAcceptedIssuers()) {
                    store.setCertificateEntry("known-" + count++, issuer);
                }
            }
        }
        try (InputStream pem = Files.newInputStream(more)) {
            for (Certificate added :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("added-" + count++, added);
            }
        }
        return managers(store);
    }

    private static TrustManager[] managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
