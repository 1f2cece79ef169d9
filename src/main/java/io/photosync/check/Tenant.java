package io.photosync.check;

import io.photosync.budget.Budget;
import io.photosync.budget.BudgetSettings;
import io.photosync.call.CallContext;
import io.photosync.call.Priority;
import io.photosync.graph.GraphAccess;
import io.photosync.graph.GraphSettings;
import io.photosync.identity.IdentitySettings;
import io.photosync.identity.MicrosoftAccess;
import io.photosync.sharepoint.SharePointAccess;
import io.photosync.sharepoint.SharePointSettings;
import io.smallrye.config.SmallRyeConfig;
import java.time.Clock;
import java.time.Duration;

/** The configured tenant, and its clients. Creating it sends no request. */
final class Tenant implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    final SmallRyeConfig config;
    final Clock clock;
    final IdentitySettings identity;
    final MicrosoftAccess access;
    final GraphAccess graph;
    final SharePointAccess sharePoint;
    final SharePointSettings sharePointSettings;
    final String graphUrl;

    Tenant(SmallRyeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.identity = config.getConfigMapping(IdentitySettings.class);
        this.sharePointSettings = config.getConfigMapping(SharePointSettings.class);
        GraphSettings graphSettings = config.getConfigMapping(GraphSettings.class);
        this.graphUrl = graphSettings.graphUrl();
        this.access = MicrosoftAccess.of(identity, clock);
        Budget budget = new Budget(clock, config.getConfigMapping(BudgetSettings.class));
        this.graph = new GraphAccess(graphSettings, access, budget, clock);
        this.sharePoint = new SharePointAccess(sharePointSettings, access, budget, clock);
    }

    /** Priority and deadline of one check's requests. */
    CallContext callContext() {
        return CallContext.within(Priority.CONTROL, TIMEOUT, clock).awaited();
    }

    @Override
    public void close() {
        graph.close();
        sharePoint.close();
    }
}
