package io.photosync.check;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.OwnerSettings;
import io.photosync.kafka.TopicFindings;
import io.photosync.kafka.TopicInspection;
import io.photosync.kafka.TopicSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;

/** Kafka: reached, what we may do there, the topics as they should be, whose they are, and how many copies there are of them. */
final class KafkaLine implements Check {
    private static final int SECONDS = 6;

    private final KafkaClients clients;
    private final TopicInspection inspection;

    KafkaLine(KafkaClients clients, TopicSettings settings, OwnerSettings owner) {
        this.clients = clients;
        this.inspection = new TopicInspection(clients, settings, owner);
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public Line look() throws InterruptedException {
        try (Admin admin = clients.admin()) {
            admin.describeCluster().clusterId().get(SECONDS, TimeUnit.SECONDS);
            return judged(inspection.inspect(admin));
        } catch (ExecutionException e) {
            return refused(e.getCause());
        } catch (TimeoutException e) {
            return unreachable("no answer within %d s".formatted(SECONDS));
        } catch (KafkaException e) {
            return refused(e.getCause() == null ? e : e.getCause());
        }
    }

    /** What keeps photo sync from working goes before what somebody should look at. */
    private Line judged(TopicFindings found) {
        List<String> says = new ArrayList<>();
        List<String> toDo = new ArrayList<>();
        add(
                found.another().stream().toList(),
                says,
                "Give each tenant topics of its own with photosync.topics.prefix, or put photosync.tenant-id right.",
                toDo);
        add(
                found.rights(),
                says,
                "Give photo sync's Kafka user these rights: src/docs/event-contract.md, The topics.",
                toDo);
        add(
                found.notMade(),
                says,
                "Have them made as the table of topics in src/docs/event-contract.md says, or let photo sync make them: photosync.topics.create.",
                toDo);
        add(
                found.wrong(),
                says,
                "Put the topics, or the settings, right before photo sync starts; the number of partitions is not to be changed later.",
                toDo);
        if (!says.isEmpty()) {
            return Line.fails(name(), joined("; ", says), String.join(" ", toDo));
        }
        add(
                found.risks(),
                says,
                "For production take three brokers, photosync.topics.replication-factor=3 and min.insync.replicas=2.",
                toDo);
        add(
                found.unknown().stream().toList(),
                says,
                "Give photo sync's Kafka user the right DescribeConfigs, or see that the topics forget as the table in src/docs/event-contract.md says.",
                toDo);
        String topics = "%d %s; %s"
                .formatted(
                        found.brokers(),
                        found.brokers() == 1 ? "broker" : "brokers",
                        found.toBeMade().isEmpty()
                                ? "all topics are there"
                                : "topics " + joined(", ", found.toBeMade()) + " will be created");
        return says.isEmpty()
                ? Line.works(name(), topics + copies(found))
                : Line.untold(name(), topics + "; " + joined("; ", says), String.join(" ", toDo));
    }

    private static void add(List<String> what, List<String> says, String advice, List<String> toDo) {
        if (!what.isEmpty()) {
            says.addAll(what);
            toDo.add(advice);
        }
    }

    private static String copies(TopicFindings found) {
        return switch (found.copies()) {
            case 0 -> "";
            case 1 -> ", one copy of each, since there is one broker: what it loses is lost";
            default -> ", at least %d copies of each".formatted(found.copies());
        };
    }

    private static String joined(String with, Collection<String> some) {
        return String.join(with, some.stream().sorted().toList());
    }

    private Line refused(Throwable why) {
        return why instanceof AuthenticationException
                ? Line.fails(
                        name(),
                        "does not let photo sync in: " + why.getMessage(),
                        "Compare kafka.security.protocol and the settings kafka.sasl.* and kafka.ssl.* with the brokers'.")
                : unreachable(why.getMessage());
    }

    private Line unreachable(String why) {
        return Line.fails(
                name(),
                "is not reached: " + why,
                "Compare kafka.bootstrap.servers and the other kafka.* settings (TLS, SASL) with the brokers'; see the firewall.");
    }
}
