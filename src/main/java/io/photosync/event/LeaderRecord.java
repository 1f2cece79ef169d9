package io.photosync.event;

import java.time.Instant;

/**
 * The leading replica: the value under {@code leader} in {@code photosync-state}.
 *
 * @param epoch higher than that of any leader before; every record that a leader writes into that topic carries it as a
 *     header
 * @param instance of the process
 */
public record LeaderRecord(long epoch, String instance, Instant since) {}
