package org.ltet.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Makes the {@link Page} of a request; handler methods take it as an argument. */
@Component
public class Pages implements HandlerMethodArgumentResolver {

    private final MessageSource messages;
    private final ObjectProvider<Viewers> viewers;
    private final ObjectProvider<NavigationContribution> navigation;
    private final ObjectProvider<Bell> bell;

    Pages(
            MessageSource messages,
            ObjectProvider<Viewers> viewers,
            ObjectProvider<NavigationContribution> navigation,
            ObjectProvider<Bell> bell) {
        this.messages = messages;
        this.viewers = viewers;
        this.navigation = navigation;
        this.bell = bell;
    }

    public Page of(HttpServletRequest request) {
        Optional<Viewer> viewer = Optional.ofNullable(viewers.getIfAvailable()).flatMap(Viewers::current);
        Bell bells = bell.getIfAvailable();
        return new Page(
                new Words(messages, RequestContextUtils.getLocale(request)),
                viewer.orElse(null),
                request.getRequestURI(),
                request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "",
                viewer.map(this::items).orElse(List.of()),
                flash(request),
                request.getHeader("HX-Request") != null && request.getHeader("HX-Boosted") == null,
                bells == null ? 0 : viewer.map(bells::unread).orElse(0));
    }

    private List<NavigationItem> items(Viewer viewer) {
        return navigation.stream()
                .flatMap(contribution -> contribution.items(viewer).stream())
                .sorted(Comparator.comparingInt(NavigationItem::order))
                .toList();
    }

    private static @Nullable Flash flash(HttpServletRequest request) {
        Map<String, ?> attributes = RequestContextUtils.getInputFlashMap(request);
        return attributes != null && attributes.get(Flash.ATTRIBUTE) instanceof Flash flash ? flash : null;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Page.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        if (servletRequest == null) {
            throw new IllegalStateException("A page belongs to a web request");
        }
        return of(servletRequest);
    }
}
