package io.photosync.subscription;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/** Where Graph finds us. */
@ConfigMapping(prefix = "photosync.webhook")
public interface WebhookUrlSettings {

    /** The address of this service as Graph reaches it from the internet; {@code /graph/notifications} is added. */
    @Pattern(
            regexp = "https://[^?#@\\s]+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?(/[^?#\\s]*)?",
            message = "must be an https URL without query, http for localhost only, but is '${validatedValue}'")
    String publicUrl();

    /**
     * The secret that comes back with each notification, and after it, separated by commas, those that are still accepted: to
     * rotate, put the new one first and take the old one out a day later. Not set: derived from the app's private key.
     */
    Optional<@Size(min = 1) List<@Size(min = 1, max = 128, message = "must have 1 to 128 characters") String>>
            clientState();
}
