package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ltet.portal.operations.Throttle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** So many requests of the API per account, or per address where nobody is signed in (ACC-9). */
@Component
class ApiThrottle implements HandlerInterceptor {

    private final Throttle throttle;
    private final SignInSettings rates;
    private final CurrentUser currentUser;

    ApiThrottle(Throttle throttle, SignInSettings rates, CurrentUser currentUser) {
        this.throttle = throttle;
        this.rates = rates;
        this.currentUser = currentUser;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String who = currentUser.find().map(user -> user.accountId().toString()).orElseGet(request::getRemoteAddr);
        throttle.admit(rates.apiPerAccount(), who);
        return true;
    }
}
