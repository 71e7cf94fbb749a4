package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.EditHolidays;
import org.ltet.portal.review.EditHolidays.Holiday;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The trust's holidays, beside Saturdays and Sundays (REV-7). */
@RestController
@RequestMapping("/api/v1/holidays")
class HolidaysApi {

    private final EditHolidays holidays;
    private final CurrentUser currentUser;
    private final Clock clock;

    HolidaysApi(EditHolidays holidays, CurrentUser currentUser, Clock clock) {
        this.holidays = holidays;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    record NewHoliday(
            @Nullable LocalDate day,
            @Nullable String nameEn,
            @Nullable String nameHi) {}

    @Allow({
        Role.TRUST_ADMIN,
        Role.SYSTEM_ADMIN,
        Role.HEAD,
        Role.SCRUTINY_OFFICER,
        Role.SUB_PANEL_MEMBER,
        Role.APEX_PANEL_MEMBER
    })
    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "The holidays of this year and later")
    @GetMapping
    List<Holiday> all() {
        return holidays.from(IndiaTime.today(clock).getYear());
    }

    @Allow({Role.TRUST_ADMIN, Role.SYSTEM_ADMIN})
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Adds a holiday, on which no working time passes")
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@RequestBody NewHoliday wanted) {
        LocalDate day = wanted.day();
        if (day == null) {
            throw Refused.invalidField("day", "review.holidayDayMissing");
        }
        holidays.add(
                day,
                wanted.nameEn() == null ? "" : wanted.nameEn(),
                wanted.nameHi() == null ? "" : wanted.nameHi(),
                currentUser.get());
    }

    @Allow({Role.TRUST_ADMIN, Role.SYSTEM_ADMIN})
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Takes a holiday out")
    @DeleteMapping("/{day}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day) {
        holidays.remove(day, currentUser.get());
    }
}
