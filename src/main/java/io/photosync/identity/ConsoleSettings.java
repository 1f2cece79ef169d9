package io.photosync.identity;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Optional;

/** Sign-in to the pages under {@code /ops}. */
@ConfigMapping(prefix = "photosync.console")
public interface ConsoleSettings {
    /**
     * What encrypts the session cookies, the same on all replicas. Without it the certificate's private key serves; a
     * federated token cannot.
     */
    Optional<@Size(min = 32, message = "must have at least 32 characters") String> sessionSecret();

    /**
     * The service's address as browsers see it, where that is not the address of their requests: behind a proxy that
     * ends TLS. Without a path.
     */
    Optional<
                    @Pattern(
                            regexp = "https?://[^/?#\\s]+",
                            message = "must be https://host[:port] without a path, got '${validatedValue}'")
                    String>
            publicUrl();

    /** The address to which Entra sends browsers back, where it is known. */
    default Optional<URI> redirectUri() {
        return publicUrl().map(url -> URI.create(url + ConsolePath.SIGNED_IN));
    }
}
