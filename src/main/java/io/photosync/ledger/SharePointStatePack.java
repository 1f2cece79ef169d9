package io.photosync.ledger;

import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.Change;
import io.photosync.event.WrittenFiles;
import java.util.ArrayList;
import java.util.List;

/** A user's settled state as bytes. */
final class SharePointStatePack implements CompactMap.Pack<SharePointState> {
    private static final Settlement.State[] STATES = Settlement.State.values();
    private static final Cause[] CAUSES = Cause.values();

    @Override
    public void write(SharePointState sharePointState, CompactWriter out) {
        out.optional(sharePointState.last(), end -> write(end, out))
                .flag(sharePointState.undisturbed())
                .number(sharePointState.open().size());
        sharePointState.open().forEach(attempt -> write(attempt, out));
    }

    @Override
    public SharePointState read(CompactReader in) {
        return new SharePointState(in.optional(() -> settlement(in)), in.flag(), attempts(in));
    }

    private static List<Settlement> attempts(CompactReader in) {
        int count = in.integer();
        List<Settlement> attempts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attempts.add(settlement(in));
        }
        return attempts;
    }

    private static void write(Settlement settlement, CompactWriter out) {
        out.number(settlement.state().ordinal())
                .text(settlement.eventId())
                .text(settlement.mediaEtag())
                .text(settlement.sha256())
                .text(settlement.fileBaseName())
                .optional(settlement.files(), files -> out.instant(files.lastModified())
                        .number(files.small())
                        .number(files.medium())
                        .number(files.large()))
                .text(settlement.reason())
                .text(settlement.instance())
                .text(settlement.attemptId())
                .number(settlement.attempt())
                .instant(settlement.startedAt())
                .instant(settlement.at())
                .optional(settlement.change(), change -> out.instant(change.at())
                        .number(change.cause().ordinal()))
                .text(settlement.profile());
    }

    private static Settlement settlement(CompactReader in) {
        return new Settlement(
                STATES[in.integer()],
                in.nullableText(),
                in.text(),
                in.text(),
                in.text(),
                in.optional(() -> new WrittenFiles(in.instant(), in.number(), in.number(), in.number())),
                in.text(),
                in.nullableText(),
                in.nullableText(),
                in.integer(),
                in.instant(),
                in.instant(),
                in.optional(() -> new Change(in.instant(), CAUSES[in.integer()])),
                in.text());
    }
}
