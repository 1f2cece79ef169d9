package io.photosync.ledger;

import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;

/** An event of a lane as bytes. */
final class EventPack implements CompactMap.Pack<PhotoEvent> {
    private static final Cause[] CAUSES = Cause.values();

    @Override
    public void write(PhotoEvent event, CompactWriter out) {
        Data data = event.data();
        out.text(event.specversion())
                .text(event.id())
                .text(event.source())
                .text(event.type())
                .text(event.userId())
                .instant(event.time())
                .text(event.datacontenttype())
                .text(data.userPrincipalName())
                .text(data.mediaEtag())
                .optional(data.width(), width -> out.number(width))
                .optional(data.height(), height -> out.number(height))
                .number(data.cause().ordinal())
                .instant(data.detectedAt());
    }

    @Override
    public PhotoEvent read(CompactReader in) {
        return new PhotoEvent(
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.instant(),
                in.nullableText(),
                new Data(
                        in.nullableText(),
                        in.text(),
                        in.optional(in::integer),
                        in.optional(in::integer),
                        CAUSES[in.integer()],
                        in.instant()));
    }
}
