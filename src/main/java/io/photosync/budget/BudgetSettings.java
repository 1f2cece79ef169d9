package io.photosync.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.Optional;

/** How much may be asked of Microsoft. */
@ConfigMapping(prefix = "photosync")
public interface BudgetSettings {
    SharePoint sharepoint();

    Graph graph();

    /** SharePoint's limits follow from the number of licences; each may be set by itself, to leave room for other apps. */
    interface SharePoint {
        /** Bought licences of the tenant; the default is the smallest band. */
        @WithDefault("1")
        @Min(0)
        int licences();

        Optional<@Positive Long> unitsPerMinute();

        Optional<@Positive Long> unitsPerDay();

        Optional<@Positive Long> profileCallsPerFiveMinutes();
    }

    /**
     * Our own measure. Photos count per mailbox, and an app may ask for 2,000 in a second over all tenants; a quarter of that looks at
     * 100,000 people in five minutes with room to spare. https://learn.microsoft.com/graph/throttling-limits
     */
    interface Graph {
        @WithDefault("500")
        @Positive
        long requestsPerSecond();
    }
}
