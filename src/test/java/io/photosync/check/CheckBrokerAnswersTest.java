package io.photosync.check;

import static io.photosync.check.CheckedTenant.advises;
import static io.photosync.check.CheckedTenant.line;
import static io.photosync.check.CheckedTenant.onlyFails;
import static io.photosync.check.CheckedTenant.onlyToBeLookedAt;
import static io.photosync.testkit.Patience.await;

import io.photosync.sandbox.Broker;
import io.photosync.sandbox.KafkaAdministrator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check of a Kafka that answers as other products and older versions do. */
class CheckBrokerAnswersTest {
    private static final String KAFKA = "Kafka";

    private static CheckedTenant tenant;
    private static Broker kafka;

    @BeforeAll
    static void start() {
        tenant = new CheckedTenant(5);
        kafka = Broker.startWithWire();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        tenant.close();
    }

    @AfterEach
    void mend() {
        kafka.wire().mend();
    }

    @Test
    void a_broker_without_a_default_of_copies_is_reported_with_the_setting() throws Exception {
        kafka.wire().answer(ApiKeys.CREATE_TOPICS, Errors.UNSUPPORTED_VERSION);

        CheckReport checkReport = check("none.");

        onlyFails(checkReport, KAFKA, "makes no topic of its own default of copies");
        advises(line(checkReport, KAFKA), "photosync.topics.create");
    }

    @Test
    void topic_settings_that_the_broker_does_not_tell_are_unclear() {
        new TopicsOfOthers(new KafkaAdministrator(kafka.bootstrapServers()), "made.").make(Map.of());
        kafka.wire().answer(ApiKeys.DESCRIBE_CONFIGS, Errors.INVALID_REQUEST);

        AtomicReference<CheckReport> last = new AtomicReference<>();
        await().untilAsserted(() -> {
            last.set(check("made."));
            onlyToBeLookedAt(last.get(), KAFKA, "does not tell the settings of topics made.photo-settled");
        });
        advises(line(last.get(), KAFKA), "DescribeConfigs");
    }

    private static CheckReport check(String prefix) throws InterruptedException {
        return tenant.check(Map.of(
                "kafka.bootstrap.servers",
                kafka.wire().bootstrapServers(),
                "photosync.topics.prefix",
                prefix,
                "photosync.topics.partitions",
                "1"));
    }
}
