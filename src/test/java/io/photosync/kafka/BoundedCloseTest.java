package io.photosync.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker that takes connections and answers nothing, as one whose process is frozen. */
@Timeout(120)
class BoundedCloseTest {
    private static final Duration SPARE = Duration.ofSeconds(10);

    private ServerSocket frozen;
    private KafkaClients clients;

    @BeforeEach
    void broker_that_answers_nothing() throws IOException {
        frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        clients = new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:" + frozen.getLocalPort()));
    }

    @AfterEach
    void end() throws IOException {
        frozen.close();
    }

    @Test
    void a_consumer_is_closed_within_its_time() {
        KafkaConsumer<String, byte[]> consumer = clients.consumer("any", Map.of("group.id", "any"));
        consumer.subscribe(List.of("photo-updated"));
        consumer.poll(Duration.ofMillis(100));

        assertThat(timeOf(consumer::close)).isLessThan(BoundedConsumer.CLOSE.plus(SPARE));
    }

    @Test
    void an_admin_client_is_closed_within_its_time_whatever_it_was_asked() {
        Admin admin = clients.admin();
        admin.describeCluster();

        assertThat(timeOf(admin::close)).isLessThan(BoundedAdmin.CLOSE.plus(SPARE));
    }

    @Test
    void a_producer_is_closed_within_its_time_whatever_it_holds() throws InterruptedException {
        KafkaProducer<String, byte[]> producer = clients.producer();
        Thread sending = Thread.ofVirtual()
                .start(() -> producer.send(new ProducerRecord<>("photo-updated", "ada", new byte[0])));
        sending.join(Duration.ofMillis(200));

        assertThat(timeOf(producer::close)).isLessThan(BoundedProducer.CLOSE.plus(SPARE));
    }

    private static Duration timeOf(Runnable close) {
        long start = System.nanoTime();
        close.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
