package io.photosync.ops.lane;

import io.photosync.event.Lane;
import io.photosync.event.LanePauses;
import io.photosync.event.LanePauses.Pause;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ops.ReadyLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Stops and starts lanes on all replicas: they see the record through their ledger. */
@ApplicationScoped
public class LaneSwitch {
    private static final Logger LOG = Logger.getLogger(LaneSwitch.class);

    private final ReadyLedger ledger;
    private final TopicWriter writer;
    /** Two operators at one replica; at two replicas in the same moment the later one wins, and sees so in the answer. */
    private final ReentrantLock changing = new ReentrantLock();

    LaneSwitch(ReadyLedger ledger, TopicWriter writer) {
        this.ledger = ledger;
        this.writer = writer;
    }

    /** @return how the lanes stand once all of this replica knows it */
    LanePauses set(Lane lane, Optional<Pause> pause) throws WriteFailedException, InterruptedException {
        changing.lockInterruptibly();
        try {
            Ledger known = ledger.get();
            // Who pauses a paused lane again does not change since when it stands.
            if (pause.isPresent() && read(known).of(lane).isPresent()) {
                return read(known);
            }
            known.awaitFolded(
                    writer.write(Topic.STATE, LanePauses.KEY, read(known).with(lane, pause)));
            return read(known);
        } finally {
            changing.unlock();
        }
    }

    /** A record that nobody can read stops no lane; the next pause or resume replaces it. */
    public static LanePauses read(Ledger ledger) {
        return ledger.state(LanePauses.KEY, LanePauses.class).orElse(LanePauses.NONE);
    }
}
