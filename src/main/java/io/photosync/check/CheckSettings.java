package io.photosync.check;

import io.photosync.SettingsValidator;
import io.photosync.breaker.OutageSettings;
import io.photosync.budget.BudgetSettings;
import io.photosync.detect.DetectSettings;
import io.photosync.drift.DriftSettings;
import io.photosync.drift.SpotCheckSettings;
import io.photosync.graph.GraphSettings;
import io.photosync.identity.ConsoleSettings;
import io.photosync.identity.IdentitySettings;
import io.photosync.kafka.BulkSettings;
import io.photosync.kafka.TopicSettings;
import io.photosync.kafka.topics.OwnerSettings;
import io.photosync.ledger.ModeSettings;
import io.photosync.masschange.MassChangeSettings;
import io.photosync.removal.RemovalSettings;
import io.photosync.roster.LeavingSettings;
import io.photosync.roster.RosterSettings;
import io.photosync.roster.ScopeSettings;
import io.photosync.sharepoint.SharePointSettings;
import io.photosync.subscription.EventHubSettings;
import io.photosync.subscription.NotificationSettings;
import io.photosync.subscription.WebhookUrlSettings;
import io.photosync.sweep.SweepSettings;
import io.photosync.sync.SyncSettings;
import io.photosync.thumbnail.ThumbnailSettings;
import io.photosync.webhook.WebhookSettings;
import io.quarkus.runtime.ApplicationConfig;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;

/** The settings as the service would read them at its start: same sources, same rules. */
final class CheckSettings {
    /** All settings interfaces; a test checks that none is missing. */
    static final List<Class<?>> ALL = List.of(
            BudgetSettings.class,
            BulkSettings.class,
            ConsoleSettings.class,
            DetectSettings.class,
            DriftSettings.class,
            EventHubSettings.class,
            GraphSettings.class,
            IdentitySettings.class,
            LeavingSettings.class,
            MassChangeSettings.class,
            ModeSettings.class,
            NotificationSettings.class,
            OutageSettings.class,
            OwnerSettings.class,
            RemovalSettings.class,
            RemovalSettings.ModeSettings.class,
            RosterSettings.class,
            ScopeSettings.class,
            SharePointSettings.class,
            SpotCheckSettings.class,
            SweepSettings.class,
            SyncSettings.class,
            ThumbnailSettings.class,
            TopicSettings.class,
            WebhookSettings.class,
            WebhookUrlSettings.class);

    private static final int HIGHEST_ORDINAL = 1_000;

    private CheckSettings() {}

    /**
     * @param overrides settings that override all other sources
     * @throws io.smallrye.config.ConfigValidationException whose problems name setting, rule and value
     */
    static SmallRyeConfig read(Map<String, String> overrides) {
        SmallRyeConfigBuilder builder = ConfigUtils.configBuilder()
                .addDefaultSources()
                .withSources(new PropertiesConfigSource(overrides, "check", HIGHEST_ORDINAL))
                .withValidateUnknown(false)
                .withMapping(ApplicationConfig.class)
                .withValidator(new SettingsValidator());
        ALL.forEach(builder::withMapping);
        return builder.build();
    }
}
