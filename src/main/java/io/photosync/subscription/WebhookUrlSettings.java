package io.photosync.subscription;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/** Where Graph finds us. */
@ConfigMapping(prefix = "photosync.webhook")
public interface WebhookUrlSettings {

    /**
     * The address of this service as Graph reaches it from the internet; {@code /graph/notifications} is added. Needed for the
     * webhook only.
     */
    Optional<
                    @Pattern(
                            regexp = "https://[^?#@\\s]+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?(/[^?#\\s]*)?",
                            message = "must be an https URL without query, http for localhost only,"
                                    + " but is '${validatedValue}'")
                    String>
            publicUrl();

    /**
     * The secret that comes back with each notification, whichever way it comes, and after it, separated by commas, others that are
     * accepted as well. To rotate, change it: what was accepted before stays so for some hours. Not set: a random one for each
     * subscription.
     */
    Optional<@Size(min = 1) List<@Size(min = 1, max = 128, message = "must have 1 to 128 characters") String>>
            clientState();
}
