package io.photosync.identity;

import io.photosync.event.Guid;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The app's identity in Microsoft 365. Rules beyond bean validation are in {@link SettingsCheck}. */
@ConfigMapping(prefix = "photosync")
public interface IdentitySettings {
    String DOMAIN = "([0-9a-zA-Z]([-0-9a-zA-Z]*[0-9a-zA-Z])?\\.)+[a-zA-Z]{2,}";

    /** The directory, as a GUID or as one of its domains. */
    @Pattern(
            regexp = Guid.REGEX + "|" + DOMAIN,
            message = "must be the tenant's GUID or one of its domains, got '${validatedValue}'")
    String tenantId();

    /** The app registration's application (client) id. */
    @Pattern(regexp = Guid.REGEX, message = "must be the app registration's GUID, got '${validatedValue}'")
    String clientId();

    /** Entra's sign-in host; another one in a national cloud. */
    @WithDefault("https://login.microsoftonline.com")
    URI loginUrl();

    Certificate certificate();

    /**
     * A token of another identity provider (Kubernetes, GitHub) that Entra accepts for this app; read for each request.
     */
    Optional<Path> federatedTokenFile();

    Tls tls();

    /** The proxy to Microsoft: {@code http://host:port}; the environment's {@code HTTPS_PROXY} when not set. */
    Optional<String> httpsProxy();

    /** Hosts reached without the proxy, see {@link NoProxy}; the environment's {@code NO_PROXY} when not set. */
    Optional<String> noProxy();

    /** The certificate registered with the app; the files are read for each token, so that they may be rotated. */
    interface Certificate {
        /** The certificate, or the chain that starts with it, as PEM. */
        Optional<Path> path();

        /** Its private key as PKCS#8 in PEM, not encrypted. */
        Optional<Path> keyPath();

        /**
         * How long before the certificate's end {@code well} reports it. Tools that renew certificates do it earlier:
         * one not renewed by then needs an operator.
         */
        @WithDefault("P14D")
        Duration warnBefore();
    }

    /** Authorities trusted beyond the JDK's own. */
    interface Tls {
        /** Further certificate authorities as PEM: a company proxy's, a private cloud's. */
        Optional<Path> trustPath();
    }
}
