package io.photosync.sandbox.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * All keys of one tenant.
 *
 * @param authority the CA that clients must trust
 * @param server what the TLS ports show
 * @param app photo sync's certificate, registered with Entra
 * @param tokens signs Entra's tokens
 * @param workload signs the assertions of a cluster whose workload identity Entra trusts
 */
public record Keyring(X509Certificate authority, Identity server, Identity app, KeyPair tokens, KeyPair workload) {

    public static Keyring create(Clock clock) {
        return create(clock, "localhost");
    }

    /** @param host another name beside {@code localhost} under which the TLS ports are reached */
    public static Keyring create(Clock clock, String host) {
        return create(clock, host, "");
    }

    /** With other keys than the tenants of this process have. */
    public static Keyring stranger(Clock clock) {
        return create(clock, "localhost", "stranger's ");
    }

    private static Keyring create(Clock clock, String host, String whose) {
        try {
            Authority authority = new Authority(clock);
            return new Keyring(
                    authority.certificate(),
                    authority.server(host),
                    authority.app("photo-sync", Keys.rsa(whose + "app")),
                    Keys.rsa(whose + "tokens"),
                    Keys.rsa(whose + "workload"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make the sandbox's keys", e);
        }
    }

    /** The keys as objects of the JDK alone, which outlive a live reload. */
    public List<Object> handles() {
        return List.of(authority, server.key(), server.certificate(), app.key(), app.certificate(), tokens, workload);
    }

    /** The other way round. */
    public static Keyring of(List<?> handles) {
        return new Keyring(
                (X509Certificate) handles.get(0),
                new Identity((PrivateKey) handles.get(1), (X509Certificate) handles.get(2)),
                new Identity((PrivateKey) handles.get(3), (X509Certificate) handles.get(4)),
                (KeyPair) handles.get(5),
                (KeyPair) handles.get(6));
    }

    /** Writes {@code ca.pem}, {@code client.pem} and {@code client.key}. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("ca.pem"), Pem.certificate(authority));
        Files.writeString(folder.resolve("client.pem"), Pem.certificate(app.certificate()));
        writeSecret(folder.resolve("client.key"), Pem.privateKey(app.key()));
    }

    /** Only the owner may read it at any time, if the file system supports permissions. */
    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }

    public SSLContext serverContext() {
        try {
            KeyStore store = emptyStore();
            X509Certificate[] chain = {server.certificate(), authority};
            store.setKeyEntry("server", server.key(), new char[0], chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the sandbox's TLS cannot be set up", e);
        }
    }

    /** For clients of the tenant: trusts only its authority. */
    public SSLContext clientContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a client of the sandbox cannot be set up", e);
        }
    }

    /** For clients, such as OkHttp, that ask for the trust manager too. */
    public TrustManagerFactory trust() {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("ca", authority);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the sandbox's authority cannot be trusted", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
