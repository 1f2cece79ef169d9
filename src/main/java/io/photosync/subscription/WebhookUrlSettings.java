package io.photosync.subscription;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/** The webhook's address and client state. */
@ConfigMapping(prefix = "photosync.webhook")
public interface WebhookUrlSettings {

    /**
     * The public URL of this service, as Graph reaches it; {@code /graph/notifications} is appended. Required for the
     * webhook only.
     */
    Optional<
                    @Pattern(
                            regexp = "https://[^?#@\\s]+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?(/[^?#\\s]*)?",
                            message = "must be an https URL without query, http for localhost only,"
                                    + " got '${validatedValue}'")
                    String>
            publicUrl();

    /**
     * The secret that Graph returns with each notification, on any channel; further accepted ones follow, separated by
     * commas. To rotate, change it: the former one is accepted for some hours. Default: a random one for each
     * subscription.
     */
    Optional<@Size(min = 1) List<@Size(min = 1, max = 128, message = "must have 1 to 128 characters") String>>
            clientState();
}
