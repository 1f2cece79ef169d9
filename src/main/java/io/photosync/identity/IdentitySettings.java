package io.photosync.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who we are to Microsoft 365. What bean validation cannot say is in {@link SettingsCheck}. */
@ConfigMapping(prefix = "photosync")
public interface IdentitySettings {
    String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    String DOMAIN = "([0-9a-zA-Z]([-0-9a-zA-Z]*[0-9a-zA-Z])?\\.)+[a-zA-Z]{2,}";

    /** The directory, as a GUID or as one of its domains. */
    @Pattern(
            regexp = GUID + "|" + DOMAIN,
            message = "must be the tenant's GUID or one of its domains, but is '${validatedValue}'")
    String tenantId();

    /** The app registration's application (client) id. */
    @Pattern(regexp = GUID, message = "must be the app registration's GUID, but is '${validatedValue}'")
    String clientId();

    /** Entra's sign-in host; another one in a national cloud. */
    @WithDefault("https://login.microsoftonline.com")
    URI loginUrl();

    Certificate certificate();

    /** A token of another identity provider (Kubernetes, GitHub) that Entra accepts for this app; read anew for each request. */
    Optional<Path> federatedTokenFile();

    Tls tls();

    /** The proxy through which Microsoft is reached: {@code http://host:port}; the environment's {@code HTTPS_PROXY} where it is not set. */
    Optional<String> httpsProxy();

    /** Hosts that are reached without it, see {@link NoProxy}; the environment's {@code NO_PROXY} where it is not set. */
    Optional<String> noProxy();

    /** The certificate that the app registration knows; the files are read anew for each token, so that they may be rotated. */
    interface Certificate {
        /** The certificate, or the chain that starts with it, as PEM. */
        Optional<Path> path();

        /** Its private key as PKCS#8 in PEM, not encrypted. */
        Optional<Path> keyPath();

        /**
         * So long before the certificate's end {@code well} says so. Tools that renew certificates do it earlier: whatever is not
         * renewed by then will not be without somebody's doing.
         */
        @WithDefault("P14D")
        Duration warnBefore();
    }

    /** What we trust beyond the JDK's own authorities. */
    interface Tls {
        /** Further certificate authorities as PEM: a company proxy's, a private cloud's. */
        Optional<Path> trustPath();
    }
}
