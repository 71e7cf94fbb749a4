package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.applications.ReviewLevel.SCRUTINY;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.Route;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.RequestMethod;

@DisplayName("A reviewer keeps filters of the queue under names (REV-1)")
class SavedFiltersTest extends ReviewTestBase {

    private static final QueueFilter LARGE = new QueueFilter(null, null, null, null, Money.of(10_000), null, null);

    @Autowired
    SavedFilters savedFilters;

    User scrutiny;

    @BeforeEach
    void people() {
        scrutiny = reviewer(Role.SCRUTINY_OFFICER);
    }

    @Test
    void everyPartOfAFilterIsKeptAndFoundAgainByItsOwnerOnly() {
        QueueFilter all = new QueueFilter(
                "S13", company, ApplicationState.UNDER_REVIEW, 7, Money.of("10.50"), Money.of(99), "17");
        SavedFilter saved =
                savedFilters.save(new SavedFilter.Wish("  All of it ", false, QueueTab.MINE, all), scrutiny);
        assertThat(savedFilters.of(scrutiny)).containsExactly(saved);
        assertThat(saved.name()).isEqualTo("All of it");
        assertThat(saved.filter()).isEqualTo(all);
        assertThat(saved.place()).isEqualTo(1);

        User other = reviewer(Role.SCRUTINY_OFFICER);
        assertThat(savedFilters.of(other)).isEmpty();
        for (ThrowingCallable others : List.<ThrowingCallable>of(
                () -> savedFilters.get(saved.id(), other),
                () -> savedFilters.prefer(saved.id(), true, other),
                () -> savedFilters.change(saved.id(), new SavedFilter.Wish("Mine", false, QueueTab.MINE, all), other),
                () -> savedFilters.delete(saved.id(), other))) {
            assertThatThrownBy(others)
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
        }
    }

    @Test
    void thereAreNineAtMostWithNamesOfTheirOwnAndAFreedDigitIsUsedAgain() {
        for (int i = 1; i <= SavedFilters.MOST; i++) {
            assertThat(save("Filter " + i, false).place()).isEqualTo(i);
        }
        assertRefused("review.filtersFull", () -> save("One too many", false));
        SavedFilter fourth = savedFilters.of(scrutiny).get(3);
        savedFilters.delete(fourth.id(), scrutiny);
        assertRefused("review.filterThere", () -> save("FILTER 1", false));
        assertRefused("review.filterName", () -> save(" ", false));
        assertRefused("review.filterName", () -> save("x".repeat(41), false));
        assertRefused(
                "review.filterNothing",
                () -> savedFilters.save(
                        new SavedFilter.Wish("All", false, QueueTab.TO_DO, QueueFilter.NONE), scrutiny));
        assertRefused(
                "review.filterAge",
                () -> savedFilters.save(
                        new SavedFilter.Wish(
                                "Odd", false, QueueTab.TO_DO, new QueueFilter(null, null, null, 4, null, null, null)),
                        scrutiny));
        assertThat(save("Again", false).place()).isEqualTo(4);
        for (String around : List.of(
                "update review.saved_filter set place = 10 where owner = ?",
                "update review.saved_filter set preferred = true where owner = ?",
                "update review.saved_filter set name = 'same' where owner = ?")) {
            assertThatThrownBy(() ->
                            jdbc.sql(around).param(scrutiny.employeeNumber()).update())
                    .as(around)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void oneAtMostIsPreferred() {
        SavedFilter one = save("One", true);
        SavedFilter two = save("Two", true);
        assertThat(savedFilters.preferred(scrutiny)).contains(two);
        savedFilters.prefer(one.id(), true, scrutiny);
        assertThat(savedFilters.preferred(scrutiny).orElseThrow().id()).isEqualTo(one.id());
        savedFilters.prefer(one.id(), false, scrutiny);
        assertThat(savedFilters.preferred(scrutiny)).isEmpty();
    }

    @Test
    void theCountOfEachTabIsWhatItListsWithEveryFilter() {
        submitted(3, 30_000);
        submitted(2, 8_000);
        UUID mine = submitted(30_000).id();
        takeTask.take(mine, scrutiny);
        UUID done = submitted(8_000).id();
        takeTask.take(done, scrutiny);
        decide.reject(done, "NOT_ELIGIBLE", "No", version(done, scrutiny), scrutiny);
        Desk desk = Desk.own(scrutiny, SCRUTINY);
        for (QueueFilter filter :
                List.of(QueueFilter.NONE, LARGE, new QueueFilter("S01", null, null, null, null, null, null))) {
            QueueCounts counts = queue.counts(desk, filter);
            for (QueueTab tab : QueueTab.values()) {
                int listed = queue.page(desk, tab, filter, null, 200).tasks().size();
                assertThat(queue.count(desk, tab, filter))
                        .as("%s %s", tab, filter)
                        .isEqualTo(listed);
                assertThat(counts.of(tab)).as("%s %s", tab, filter).isEqualTo(listed);
            }
        }
        assertThat(queue.count(desk, QueueTab.TO_DO, LARGE)).isEqualTo(3);
        assertThat(queue.count(desk, QueueTab.MINE, LARGE)).isEqualTo(1);
    }

    @Test
    void onTheScreenAFilterIsSavedPickedPreferredAndDeleted() {
        submitted(2, 30_000);
        submitted(1, 5_000);
        WebSession desk = WebSession.signedIn(port, scrutiny.employeeNumber(), PASSWORD);
        assertThat(get(desk, "/review")).doesNotContain("Save this filter");
        assertThat(get(desk, "/review?tab=todo&from=10000")).contains("Save this filter");
        HttpResponse<String> nameless =
                desk.post("/review/filters", Map.of("tab", "todo", "from", "10000", "filterName", " "));
        assertThat(nameless.statusCode()).isEqualTo(422);
        assertThat(nameless.body()).contains("href=\"#filterName\"", "name=\"from\" value=\"10000\"");

        HttpResponse<String> saved = desk.post(
                "/review/filters",
                Map.of("level", "SCRUTINY", "tab", "todo", "from", "10000", "filterName", "Large <ones>"));
        assertThat(saved.statusCode()).isEqualTo(302);
        String queuePage = get(desk, saved.headers().firstValue("Location").orElseThrow());
        assertThat(queuePage)
                .contains("Large &lt;ones&gt;", "data-filter=\"1\"", "is saved")
                .doesNotContain("Large <ones>");
        assertThat(count(queuePage)).isEqualTo("2");
        assertThat(desk.post("/review/filters", Map.of("tab", "todo", "to", "1", "filterName", "large <ONES>"))
                        .body())
                .contains("You have a filter named");

        SavedFilter kept = savedFilters.of(scrutiny).getFirst();
        assertThat(rows(get(desk, "/review"))).isEqualTo(3);
        String address = "/review/filters/" + kept.id();
        assertThat(desk.post(address + "/preferred", Map.of("preferred", "yes")).statusCode())
                .isEqualTo(302);
        assertThat(rows(get(desk, "/review"))).as("opens with it").isEqualTo(2);
        assertThat(rows(get(desk, "/review?tab=todo")))
                .as("the whole queue is one click away")
                .isEqualTo(3);
        assertThat(desk.post(address + "/preferred", Map.of()).statusCode()).isEqualTo(302);
        assertThat(rows(get(desk, "/review"))).isEqualTo(3);
        assertThat(desk.post(address + "/delete", Map.of()).statusCode()).isEqualTo(302);
        assertThat(get(desk, "/review")).doesNotContain("data-filter");
        assertThat(desk.post(address + "/delete", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void overTheApiAFilterIsKeptChangedUsedAndDeleted() throws Exception {
        submitted(2, 30_000);
        submitted(1, 5_000);
        String token = StaffFactor.bearer(port, scrutiny.employeeNumber(), PASSWORD);
        String all = "/api/v1/review/filters";
        HttpResponse<String> made = api("POST", all, token, "{\"name\":\"Large\",\"from\":\"10000\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        String one = made.headers().firstValue("Location").orElseThrow();
        assertThat(api("GET", one, token, "").body()).contains("\"from\":\"10000.00\"", "\"place\":1");
        String id = one.substring(one.lastIndexOf('/') + 1);
        String used = api("GET", "/api/v1/review/tasks?saved=" + id, token, "").body();
        assertThat(used).contains("\"toDo\":2");
        assertThat(used.split("\"memberName\"", -1)).hasSize(3);
        assertThat(api("PUT", one, token, "{\"name\":\"Small\",\"to\":\"9000\",\"preferred\":true}")
                        .body())
                .contains("\"to\":\"9000.00\"", "\"preferred\":true")
                .doesNotContain("10000.00");
        assertThat(api("POST", all, token, "{\"name\":\"small\",\"to\":\"1\"}").statusCode())
                .isEqualTo(409);
        assertThat(api("POST", all, token, "{\"name\":\"X\",\"age\":5}").statusCode())
                .isEqualTo(422);
        User other = reviewer(Role.SCRUTINY_OFFICER);
        String others = StaffFactor.bearer(port, other.employeeNumber(), PASSWORD);
        assertThat(api("GET", "/api/v1/review/tasks?saved=" + id, others, "").statusCode())
                .isEqualTo(404);
        assertThat(api("DELETE", one, token, "").statusCode()).isEqualTo(204);
        assertThat(api("GET", all, token, "").body()).isEqualTo("[]");
    }

    private SavedFilter save(String name, boolean preferred) {
        return savedFilters.save(new SavedFilter.Wish(name, preferred, QueueTab.TO_DO, LARGE), scrutiny);
    }

    private static int rows(String page) {
        return page.split("data-row>", -1).length - 1;
    }

    /** Beside the name of the saved filter. */
    private static String count(String page) {
        return page.replaceAll("(?s).*data-filter=\"1\".*?<b class=\"num\">(\\d+)</b>.*", "$1");
    }

    private static String get(WebSession session, String path) {
        HttpResponse<String> answer = session.get(path);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> api(String method, String path, String token, String body) throws Exception {
        return new Route(RequestMethod.valueOf(method), path, Set.of(), false, false, true, false, null)
                .asApi(port, path, token, body);
    }

    private static void assertRefused(String code, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
