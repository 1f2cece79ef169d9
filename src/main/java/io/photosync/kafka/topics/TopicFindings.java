package io.photosync.kafka.topics;

import java.util.List;
import java.util.Optional;

/**
 * What a start would find on Kafka; each a sentence for operators.
 *
 * @param brokers number of brokers
 * @param copies of the partition that has the fewest; 0 when no topic exists yet
 * @param toBeMade names of the topics that a start would create
 * @param rights that are missing; a start waits for them
 * @param notMade why missing topics would not be created
 * @param wrong what ends a start
 * @param another the topics' owner, if another tenant
 * @param risks what may be lost with one broker although there are more, or fewer copies than a setting asks for
 * @param unknown what could not be checked, if that does not keep a start from working
 */
public record TopicFindings(
        int brokers,
        int copies,
        List<String> toBeMade,
        List<String> rights,
        List<String> notMade,
        List<String> wrong,
        Optional<String> another,
        List<String> risks,
        Optional<String> unknown) {

    public TopicFindings {
        toBeMade = List.copyOf(toBeMade);
        rights = List.copyOf(rights);
        notMade = List.copyOf(notMade);
        wrong = List.copyOf(wrong);
        risks = List.copyOf(risks);
    }
}
