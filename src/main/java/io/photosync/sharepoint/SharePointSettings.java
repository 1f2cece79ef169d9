package io.photosync.sharepoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** SharePoint's hosts, and how requests to them are made. */
@ConfigMapping(prefix = "photosync.sharepoint")
public interface SharePointSettings {

    /** The host of OneDrive and of the photos: {@code https://contoso-my.sharepoint.com}. */
    @WithConverter(SiteUrl.FromText.class)
    SiteUrl mySiteUrl();

    /** The host of the admin centre, where profiles are written: {@code https://contoso-admin.sharepoint.com}. */
    @WithConverter(SiteUrl.FromText.class)
    SiteUrl adminUrl();

    /**
     * The name of the folder in {@code User Photos}, in the language of the my-site host: {@code Profile Pictures},
     * {@code Profilbilder}. Looked up when not set; must be set where there are several, or none yet.
     */
    Optional<
                    @Pattern(
                            regexp = "[^\"*:<>?/\\\\|]+",
                            message =
                                    "must be the name of a folder, without \" * : < > ? / \\ |, got '${validatedValue}'")
                    String>
            folder();

    /** One whole request, answer included. */
    @WithDefault("30s")
    @DurationMin(seconds = 1, message = "must be at least PT1S, got ${validatedValue}")
    Duration requestTimeout();

    /** Who sends this traffic, reported to Microsoft with every request. */
    @WithDefault("PhotoSync")
    @Pattern(
            regexp = "[A-Za-z0-9 ._-]{1,64}",
            message = "must be 1 to 64 letters, digits, spaces, dots, dashes or underlines, got '${validatedValue}'")
    String company();
}
