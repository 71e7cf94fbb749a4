package org.ltet.portal.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What every template knows of the request: reader, language, navigation, CSRF token, message after a redirect, and the
 * labels of the fields drawn so far.
 */
public final class Page {

    private final Words words;
    private final @Nullable Viewer viewer;
    private final String path;
    private final String csrfToken;
    private final List<NavigationItem> navigation;
    private final @Nullable Flash flash;
    private final boolean part;
    private final boolean posted;
    private final int unread;
    private final Map<String, String> labels = new HashMap<>();
    private boolean labelMissing;

    Page(
            Words words,
            @Nullable Viewer viewer,
            String path,
            String csrfToken,
            List<NavigationItem> navigation,
            @Nullable Flash flash,
            boolean part,
            boolean posted,
            int unread) {
        this.words = words;
        this.viewer = viewer;
        this.path = path;
        this.csrfToken = csrfToken;
        this.navigation = navigation;
        this.flash = flash;
        this.part = part;
        this.posted = posted;
        this.unread = unread;
    }

    public String t(String key, Object... arguments) {
        return words.t(key, arguments);
    }

    /** Tells the label of a field, as each field does where it is drawn. */
    public void name(String field, String label) {
        labels.putIfAbsent(field, label);
    }

    /** What is wrong and what to do; words that fit any field come with the label of this one: "Fill in: Amount". */
    public String problem(Form.Problem problem) {
        Object[] arguments = problem.arguments().toArray();
        String text = t(problem.key(), arguments);
        String named = problem.key() + ".of";
        boolean fitsAny = problem.key().startsWith("form.") || words.has(named);
        if (problem.field().isEmpty() || !fitsAny) {
            return text;
        }
        String label = labels.get(problem.field());
        if (label == null) {
            labelMissing = true;
            return text;
        }
        return words.has(named) ? t(named, label) : t("form.of", label, text);
    }

    /** Whether a problem stood above its field, which told its label only afterwards. */
    boolean isToBeDrawnAgain() {
        boolean again = labelMissing && !labels.isEmpty();
        labelMissing = false;
        return again;
    }

    public Words words() {
        return words;
    }

    public Locale locale() {
        return words.locale();
    }

    public boolean hindi() {
        return words.hindi();
    }

    public String money(Money amount) {
        return words.money(amount);
    }

    public String date(LocalDate date) {
        return words.date(date);
    }

    public String date(Instant instant) {
        return words.date(instant);
    }

    public String dateTime(Instant instant) {
        return words.dateTime(instant);
    }

    public @Nullable Viewer viewer() {
        return viewer;
    }

    public String path() {
        return path;
    }

    public String csrfToken() {
        return csrfToken;
    }

    public List<NavigationItem> navigation() {
        return navigation;
    }

    public boolean isCurrent(NavigationItem item) {
        return item.href().equals("/") ? path.equals("/") : path.startsWith(item.href());
    }

    public @Nullable Flash flash() {
        return flash;
    }

    /** True when HTMX asks for the changing part of the page only. */
    public boolean part() {
        return part;
    }

    /** True when it answers a form, and not a call for its address. */
    public boolean posted() {
        return posted;
    }

    /** The address of a file below static/ or of a webjar. */
    public String asset(String name) {
        return Assets.address(name);
    }

    public int unread() {
        return unread;
    }
}
