package org.ltet.portal.payments;

import java.util.List;

/**
 * The whole lifecycle of one kind of thing as a list of moves; what is not listed is refused, here and by the table
 * payments.allowed_move in the database.
 */
record MoveTable<S extends Enum<S>>(String lifecycle, List<Move<S>> moves) {

    /** One allowed move and the words for it in the documentation. */
    record Move<S extends Enum<S>>(S from, S to, String when) {}

    MoveTable {
        moves = List.copyOf(moves);
    }

    boolean allows(S from, S to) {
        return moves.stream().anyMatch(move -> move.from() == from && move.to() == to);
    }

    static <S extends Enum<S>> Move<S> move(S from, S to, String when) {
        return new Move<>(from, to, when);
    }
}
