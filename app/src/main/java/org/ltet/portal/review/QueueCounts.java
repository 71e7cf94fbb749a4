package org.ltet.portal.review;

/** How many tasks each tab of a queue lists. */
public record QueueCounts(int toDo, int mine, int sentBack, int overdue, int escalated, int asked, int done) {

    public int of(QueueTab tab) {
        return switch (tab) {
            case TO_DO -> toDo;
            case MINE -> mine;
            case SENT_BACK -> sentBack;
            case OVERDUE -> overdue;
            case ESCALATED -> escalated;
            case ASKED -> asked;
            case DONE -> done;
        };
    }
}
