package io.photosync.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses to start on settings that could only fail later; names the setting, the rule and the value got. */
@ApplicationScoped
public class SettingsCheck {
    private static final String CERTIFICATE = "photosync.certificate.path";
    private static final String KEY = "photosync.certificate.key-path";
    private static final String FEDERATED = "photosync.federated-token-file";

    private final IdentitySettings settings;

    SettingsCheck(IdentitySettings settings) {
        this.settings = settings;
    }

    /** Before anything waits for Kafka, so that a wrong setting is reported immediately. */
    void onStart(@Observes @Priority(5) StartupEvent event) {
        List<String> problems = problems(settings);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Cannot start: " + String.join("; ", problems));
        }
    }

    public static List<String> problems(IdentitySettings settings) {
        List<String> problems = new ArrayList<>();
        checkUrl(settings.loginUrl(), problems);
        settings.httpsProxy().ifPresent(proxy -> checkProxy(proxy, problems));
        boolean credentialSet = checkCredential(settings, problems);
        if (credentialSet) {
            checkReadable("the app's credential", () -> Credential.of(settings).read(), problems);
        }
        settings.tls()
                .trustPath()
                .ifPresent(file -> checkReadable("photosync.tls.trust-path", () -> Pem.certificates(file), problems));
        return problems;
    }

    private static void checkUrl(URI url, List<String> problems) {
        // msal4j refuses anything but https, and a path would be taken for the tenant.
        boolean bare = url.getRawPath() == null || Set.of("", "/").contains(url.getRawPath());
        if (!"https".equals(url.getScheme()) || url.getHost() == null || !bare) {
            problems.add("photosync.login-url must be https://host[:port] without a path, got '" + url + "'");
        }
    }

    private static void checkProxy(String proxy, List<String> problems) {
        try {
            OutgoingProxy.address(proxy);
        } catch (IllegalArgumentException e) {
            problems.add("photosync.https-proxy (or HTTPS_PROXY of the environment) " + e.getMessage());
        }
    }

    private static boolean checkCredential(IdentitySettings settings, List<String> problems) {
        boolean certificate = settings.certificate().path().isPresent();
        boolean key = settings.certificate().keyPath().isPresent();
        boolean federated = settings.federatedTokenFile().isPresent();
        if (certificate != key) {
            problems.add("%s and %s must be set together, but only %s is"
                    .formatted(CERTIFICATE, KEY, certificate ? CERTIFICATE : KEY));
        } else if (certificate == federated) {
            problems.add("exactly one of %s and %s must be set, but %s"
                    .formatted(CERTIFICATE, FEDERATED, certificate ? "both are" : "neither is"));
        }
        return certificate == key && certificate != federated;
    }

    private static void checkReadable(String what, Reading reading, List<String> problems) {
        try {
            reading.read();
        } catch (UnusableFile e) {
            problems.add(what + ": " + e.getMessage());
        }
    }

    private interface Reading {
        Object read() throws UnusableFile;
    }
}
