package io.photosync.thumbnail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Sizes and quality of the thumbnails, and the limit for images. */
@ConfigMapping(prefix = "photosync.thumbnail")
public interface ThumbnailSettings {

    /**
     * The sides of the three squares in pixels. SharePoint does not check them. Its own are 48, 72 and, by most
     * accounts, 300; older tools write 200 for the large one.
     */
    @Valid
    Sizes sizes();

    /** Quality of the JPEGs in percent. */
    @WithDefault("90")
    @Min(value = 50, message = "must be at least 50, got ${validatedValue}")
    @Max(value = 100, message = "must be at most 100, got ${validatedValue}")
    int quality();

    /** Maximum pixels of an image; larger ones are refused before decoding. A phone's 24 megapixels pass. */
    @WithDefault("40000000")
    @Min(value = 1_000_000, message = "must be at least 1000000, got ${validatedValue}")
    long maxPixels();

    interface Sizes {
        @WithDefault("48")
        @Min(value = 16, message = "must be at least 16, got ${validatedValue}")
        @Max(value = 1000, message = "must be at most 1000, got ${validatedValue}")
        int small();

        @WithDefault("72")
        @Min(value = 16, message = "must be at least 16, got ${validatedValue}")
        @Max(value = 1000, message = "must be at most 1000, got ${validatedValue}")
        int medium();

        @WithDefault("300")
        @Min(value = 16, message = "must be at least 16, got ${validatedValue}")
        @Max(value = 1000, message = "must be at most 1000, got ${validatedValue}")
        int large();
    }
}
