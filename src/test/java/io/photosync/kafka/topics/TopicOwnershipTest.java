package io.photosync.kafka.topics;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.Topic;
import io.photosync.kafka.topics.TopicProvisioner.TopicMismatch;
import io.photosync.sandbox.Broker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose the topics are, on a real broker; each test on topics of its own. */
class TopicOwnershipTest {
    private static final String CONTOSO = "11111111-7e4a-4d0b-9c3e-0a11ce0b5eed";
    private static final String FABRIKAM = "22222222-7e4a-4d0b-9c3e-0a11ce0b5eed";
    private static final String CONTOSO_MY = "https://contoso-my.sharepoint.com";
    private static final String FABRIKAM_MY = "https://fabrikam-my.sharepoint.com";

    private static Broker broker;
    private static int made;
    private KafkaClients clients;

    @BeforeAll
    static void start() {
        broker = Broker.start(0, Optional.empty());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void other_topics() {
        TopicWishes wishes = TopicWishes.DEFAULT.withPrefix("t%d-".formatted(made++));
        clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()), wishes);
        await().ignoreExceptions().until(() -> {
            try (Admin admin = clients.admin()) {
                new TopicProvisioner(wishes, clients).ensure(admin);
            }
            return true;
        });
    }

    @Test
    void another_tenants_topics_are_refused_with_both_names() throws Exception {
        claim(CONTOSO, CONTOSO_MY);

        assertThatExceptionOfType(TopicMismatch.class)
                .isThrownBy(() -> claim(FABRIKAM, FABRIKAM_MY))
                .withMessageContaining(CONTOSO)
                .withMessageContaining("contoso-my.sharepoint.com")
                .withMessageContaining(FABRIKAM)
                .withMessageContaining("fabrikam-my.sharepoint.com")
                .withMessageContaining("photosync.topics.prefix");
        assertThatCode(() -> claim(CONTOSO, CONTOSO_MY)).doesNotThrowAnyException();
    }

    @Test
    void a_changed_tenant_id_alone_is_another_tenant() throws Exception {
        claim(CONTOSO, CONTOSO_MY);

        assertThatExceptionOfType(TopicMismatch.class).isThrownBy(() -> claim(FABRIKAM, CONTOSO_MY));
    }

    @Test
    void topics_from_before_become_those_of_the_tenant_that_uses_them() throws Exception {
        write("sweep", "{}");

        claim(CONTOSO, CONTOSO_MY);

        assertThatExceptionOfType(TopicMismatch.class).isThrownBy(() -> claim(FABRIKAM, FABRIKAM_MY));
    }

    @Test
    void the_same_tenant_is_known_in_other_letters_by_its_domain_and_after_its_domain_was_renamed() throws Exception {
        claim(CONTOSO, CONTOSO_MY);

        claim(CONTOSO.toUpperCase(Locale.ROOT), CONTOSO_MY + "/");
        claim("contoso.onmicrosoft.com", CONTOSO_MY);
        claim("contoso.com", CONTOSO_MY);
        claim(CONTOSO, CONTOSO_MY);
        claim(CONTOSO, "https://contoso-group-my.sharepoint.com");

        assertThatExceptionOfType(TopicMismatch.class)
                .isThrownBy(() -> claim("fabrikam.com", FABRIKAM_MY))
                .withMessageContaining("contoso-group-my.sharepoint.com");
    }

    @Test
    void of_two_tenants_that_come_at_once_one_stays() throws Exception {
        List<Future<?>> both = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            both.add(threads.submit(() -> {
                claim(CONTOSO, CONTOSO_MY);
                return null;
            }));
            both.add(threads.submit(() -> {
                claim(FABRIKAM, FABRIKAM_MY);
                return null;
            }));
        }

        assertThat(both.stream().filter(one -> one.state() == Future.State.SUCCESS))
                .hasSize(1);
        boolean contoso = both.getFirst().state() == Future.State.SUCCESS;
        claim(contoso ? CONTOSO : FABRIKAM, contoso ? CONTOSO_MY : FABRIKAM_MY);
    }

    @Test
    void an_unreadable_mark_counts_as_none() throws Exception {
        write(StateKey.OWNER.text(), "not JSON");

        claim(CONTOSO, CONTOSO_MY);

        assertThatExceptionOfType(TopicMismatch.class).isThrownBy(() -> claim(FABRIKAM, FABRIKAM_MY));
    }

    @Test
    void another_number_of_partitions_than_at_the_first_start_is_refused_with_both_numbers() throws Exception {
        claim(CONTOSO, CONTOSO_MY, 12);

        assertThatExceptionOfType(TopicMismatch.class)
                .isThrownBy(() -> claim(CONTOSO, CONTOSO_MY, 24))
                .withMessageContaining("12 partitions")
                .withMessageContaining("photosync.topics.partitions asks for 24")
                .withMessageContaining("photosync.topics.prefix");
        assertThatCode(() -> claim(CONTOSO, CONTOSO_MY, 12)).doesNotThrowAnyException();
    }

    @Test
    void a_renamed_domain_and_a_version_that_knows_no_number_keep_the_partitions_of_the_first_start() throws Exception {
        claim(CONTOSO, CONTOSO_MY, 12);
        claim(CONTOSO, "https://contoso-group-my.sharepoint.com", 12);
        writeMark(CONTOSO, "contoso-my.sharepoint.com");

        assertThatExceptionOfType(TopicMismatch.class).isThrownBy(() -> claim(CONTOSO, CONTOSO_MY, 24));
        claim(CONTOSO, CONTOSO_MY, 12);
    }

    @Test
    void a_mark_without_a_number_gets_that_of_the_next_start() throws Exception {
        writeMark(CONTOSO, "contoso-my.sharepoint.com");

        claim(CONTOSO, CONTOSO_MY, 24);

        assertThatExceptionOfType(TopicMismatch.class)
                .isThrownBy(() -> claim(CONTOSO, CONTOSO_MY, 12))
                .withMessageContaining("24 partitions");
    }

    private void claim(String tenantId, String mySite) throws Exception {
        claim(tenantId, mySite, TopicWishes.DEFAULT.partitions());
    }

    private void claim(String tenantId, String mySite, int partitions) throws Exception {
        TopicWishes wishes = TopicWishes.DEFAULT.withPartitions(partitions);
        new TopicOwnership(clients, TopicOwner.of(new Owner(tenantId, mySite), wishes)).claim();
    }

    /** As a version before the number was recorded. */
    private void writeMark(String tenantId, String mySite) throws Exception {
        write(StateKey.OWNER.text(), "{\"tenantId\":\"%s\",\"mySite\":\"%s\"}".formatted(tenantId, mySite));
    }

    private void write(String key, String value) throws Exception {
        try (KafkaProducer<String, byte[]> producer = clients.producer()) {
            producer.send(new ProducerRecord<>(clients.names().of(Topic.STATE), key, value.getBytes()))
                    .get();
        }
    }
}
