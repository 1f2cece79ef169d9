package io.photosync.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.Optional;

/** How many requests may be sent to Microsoft. */
@ConfigMapping(prefix = "photosync")
public interface BudgetSettings {
    SharePoint sharepoint();

    Graph graph();

    /**
     * SharePoint's limits follow from the number of licences; each may be set separately, to leave room for other apps.
     */
    interface SharePoint {
        /** Bought licences of the tenant; the default is the lowest tier. */
        @WithDefault("1")
        @Min(0)
        int licences();

        Optional<@Positive Long> unitsPerMinute();

        Optional<@Positive Long> unitsPerDay();

        Optional<@Positive Long> profileCallsPerFiveMinutes();
    }

    /**
     * Our own figure. Photos count per mailbox, and an app may send 2,000 requests a second over all tenants; a quarter
     * of that checks 100,000 users in five minutes with room to spare.
     * https://learn.microsoft.com/graph/throttling-limits
     */
    interface Graph {
        @WithDefault("500")
        @Positive
        long requestsPerSecond();
    }
}
