package io.photosync.ledger;

/** An open dead letter as bytes. */
final class LetterPack implements CompactMap.Pack<DeadLetterRecord> {
    private final EventPack events = new EventPack();

    @Override
    public void write(DeadLetterRecord letter, CompactWriter out) {
        out.text(letter.key()).optional(letter.event(), event -> events.write(event, out));
        FailurePack.write(letter.note(), letter.attempts(), letter.origin(), out);
        out.number(letter.partition()).number(letter.offset());
    }

    @Override
    public DeadLetterRecord read(CompactReader in) {
        return new DeadLetterRecord(
                in.nullableText(),
                in.optional(() -> events.read(in)),
                FailurePack.note(in),
                in.integer(),
                FailurePack.origin(in),
                in.integer(),
                in.number());
    }
}
