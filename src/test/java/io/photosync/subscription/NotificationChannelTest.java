package io.photosync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationChannelTest {
    private static final String HUB = "EventHub:https://contoso.servicebus.windows.net/eventhubname/photos?tenantId=t";
    private static final String VAULT = "EventHub:https://contoso.vault.azure.net/secrets/photos?tenantId=t";

    @Test
    void by_default_a_webhook_is_used_which_needs_a_public_url() {
        assertThat(of(Map.of()).mode()).isEqualTo(NotificationMode.WEBHOOK);
        assertThat(of(Map.of()).problems())
                .containsExactly("photosync.webhook.public-url must be set where photosync.notifications is webhook,"
                        + " but is not");
        assertThat(of(Map.of("photosync.webhook.public-url", "https://p.example"))
                        .problems())
                .isEmpty();
    }

    @Test
    void without_notifications_nothing_is_needed() {
        NotificationChannel none = of(Map.of("photosync.notifications", "none"));

        assertThat(none.problems()).isEmpty();
        assertThat(none.desired()).isEmpty();
        assertThat(none.eventHub()).isEmpty();
    }

    @Test
    void without_notifications_and_without_the_sweep_nothing_would_find_a_change() {
        assertThat(of(Map.of("photosync.notifications", "none", "photosync.sweep.enabled", "false"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("photosync.sweep.enabled must be true where photosync.notifications is none");
    }

    @Test
    void an_event_hub_is_read_at_the_address_in_its_url() {
        NotificationChannel hub =
                of(Map.of("photosync.notifications", "event-hub", "photosync.event-hub.notification-url", HUB));

        assertThat(hub.problems()).isEmpty();
        assertThat(hub.eventHub()).contains(new EventHubAddress("contoso.servicebus.windows.net:9093", "photos"));
        assertThat(hub.eventHub().orElseThrow().audience()).isEqualTo("https://contoso.servicebus.windows.net");
    }

    @Test
    void an_event_hub_behind_a_key_vault_is_read_at_the_address_in_the_settings() {
        Map<String, String> vault =
                Map.of("photosync.notifications", "event-hub", "photosync.event-hub.notification-url", VAULT);

        assertThat(of(vault).problems()).singleElement().asString().contains("bootstrap-servers", "topic", VAULT);
        assertThat(of(Map.of("photosync.notifications", "event-hub")).problems())
                .containsExactly("photosync.event-hub.notification-url must be set where photosync.notifications is"
                        + " event-hub, but is not");
    }

    @Test
    void settings_of_kafka_are_passed_through_by_their_own_names() {
        EventHubSettings settings = config(Map.of(
                        "photosync.event-hub.kafka.\"security.protocol\"",
                        "PLAINTEXT",
                        "photosync.event-hub.kafka.retries",
                        "3"))
                .getConfigMapping(EventHubSettings.class);

        assertThat(settings.kafka())
                .containsEntry("security.protocol", "PLAINTEXT")
                .containsEntry("retries", "3");
        assertThat(settings.group()).isEqualTo("photosync");
    }

    private static NotificationChannel of(Map<String, String> settings) {
        SmallRyeConfig config = config(settings);
        return new NotificationChannel(
                config.getConfigMapping(NotificationSettings.class),
                config.getConfigMapping(WebhookUrlSettings.class),
                config.getConfigMapping(EventHubSettings.class));
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withDefaultValues(settings)
                .withMapping(NotificationSettings.class)
                .withMapping(WebhookUrlSettings.class)
                .withMapping(EventHubSettings.class)
                .build();
    }
}
